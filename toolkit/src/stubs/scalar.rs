//! Types whose flat form is one core value.

use wit_parser::{FlagsRepr, Int, Resolve, Type, TypeDefKind};

/// Bytes that a number of a type without parts takes in memory, and whether it has a sign.
pub enum Scalar {
    Int { bytes: usize, is_signed: bool },
    F32,
    F64,
}

/// How a value is read whose flat form is one core value.
pub fn scalar(resolve: &Resolve, ty: &Type) -> Scalar {
    let int = |bytes, is_signed| Scalar::Int { bytes, is_signed };
    let of_tag = |tag: Int| int(bytes_of(tag), false);
    match ty {
        Type::Bool | Type::U8 => int(1, false),
        Type::S8 => int(1, true),
        Type::U16 => int(2, false),
        Type::S16 => int(2, true),
        Type::U32 | Type::S32 | Type::Char | Type::ErrorContext | Type::String => int(4, false),
        Type::U64 | Type::S64 => int(8, false),
        Type::F32 => Scalar::F32,
        Type::F64 => Scalar::F64,
        Type::Id(id) => match &resolve.types[*id].kind {
            TypeDefKind::Type(ty) | TypeDefKind::FixedLengthList(ty, _) => scalar(resolve, ty),
            TypeDefKind::Record(record) => scalar(resolve, &record.fields[0].ty),
            TypeDefKind::Tuple(tuple) => scalar(resolve, &tuple.types[0]),
            TypeDefKind::Variant(variant) => of_tag(variant.tag()),
            TypeDefKind::Enum(cases) => of_tag(cases.tag()),
            TypeDefKind::Option(_) | TypeDefKind::Result(_) => int(1, false),
            TypeDefKind::Flags(flags) => match flags.repr() {
                FlagsRepr::U8 => int(1, false),
                FlagsRepr::U16 => int(2, false),
                FlagsRepr::U32(_) => int(4, false),
            },
            _ => int(4, false),
        },
    }
}

pub const fn bytes_of(tag: Int) -> usize {
    match tag {
        Int::U8 => 1,
        Int::U16 => 2,
        Int::U32 | Int::U64 => 4,
    }
}
