//! Values in the memory of a module, as the core values that the Canonical ABI passes them as.

use super::arguments::flat_length;
use super::values::{Image, START};
use wit_parser::{Int, Type, TypeDefKind, TypeId};

/// Adds the core values of the value at the address, as bits: those of a number that is joined with a
/// wider one are the same.
pub fn flatten(image: &Image, at: u32, ty: &Type, to: &mut Vec<u64>) {
    let bits = |size: usize| bits_at(image, at, size);
    match ty {
        Type::Bool | Type::U8 => to.push(bits(1)),
        Type::U16 => to.push(bits(2)),
        Type::S8 => to.push(u64::from(bits(1) as u8 as i8 as i32 as u32)),
        Type::S16 => to.push(u64::from(bits(2) as u16 as i16 as i32 as u32)),
        Type::U32 | Type::S32 | Type::F32 | Type::Char | Type::ErrorContext => to.push(bits(4)),
        Type::U64 | Type::S64 | Type::F64 => to.push(bits(8)),
        Type::String => push_slice(image, at, to),
        Type::Id(id) => flatten_defined(image, at, *id, to),
    }
}

fn flatten_defined(image: &Image, at: u32, id: TypeId, to: &mut Vec<u64>) {
    let of_case = |tag: Int, cases: &[Option<&Type>], to: &mut Vec<u64>| {
        let end = to.len() + flat_length(image.resolve, &Type::Id(id));
        let case = bits_at(image, at, super::scalar::bytes_of(tag));
        to.push(case);
        if let Some(ty) = cases.get(case as usize).copied().flatten() {
            let offset = image.sizes.payload_offset(tag, cases.iter().copied()).size_wasm32() as u32;
            flatten(image, at + offset, ty, to);
        }
        to.resize(end, 0);
    };
    match &image.resolve.types[id].kind {
        TypeDefKind::Type(ty) => flatten(image, at, ty, to),
        TypeDefKind::Record(record) => flatten_fields(image, at, record.fields.iter().map(|one| &one.ty), to),
        TypeDefKind::Tuple(tuple) => flatten_fields(image, at, tuple.types.iter(), to),
        TypeDefKind::FixedLengthList(ty, length) => {
            flatten_fields(image, at, std::iter::repeat_n(ty, *length as usize), to);
        }
        TypeDefKind::Variant(variant) => {
            let cases: Vec<_> = variant.cases.iter().map(|case| case.ty.as_ref()).collect();
            of_case(variant.tag(), &cases, to);
        }
        TypeDefKind::Enum(cases) => of_case(cases.tag(), &[], to),
        TypeDefKind::Option(ty) => of_case(Int::U8, &[None, Some(ty)], to),
        TypeDefKind::Result(result) => of_case(Int::U8, &[result.ok.as_ref(), result.err.as_ref()], to),
        TypeDefKind::Flags(_) => {
            let size = image.sizes.size(&Type::Id(id)).size_wasm32();
            to.extend((0..size.div_ceil(4)).map(|word| bits_at(image, at + 4 * word as u32, size.min(4))));
        }
        // Other lists; values with handles are not written.
        _ => push_slice(image, at, to),
    }
}

fn flatten_fields<'t>(image: &Image, at: u32, types: impl Iterator<Item = &'t Type>, to: &mut Vec<u64>) {
    for (offset, ty) in image.sizes.field_offsets(types) {
        flatten(image, at + offset.size_wasm32() as u32, ty, to);
    }
}

/// An address and a length.
fn push_slice(image: &Image, at: u32, to: &mut Vec<u64>) {
    to.extend([bits_at(image, at, 4), bits_at(image, at + 4, 4)]);
}

fn bits_at(image: &Image, at: u32, size: usize) -> u64 {
    let start = (at - START) as usize;
    let mut bytes = [0; 8];
    bytes[..size].copy_from_slice(&image.bytes[start..start + size]);
    u64::from_le_bytes(bytes)
}
