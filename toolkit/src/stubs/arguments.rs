//! The arguments of a stub's call: comparing them with the arguments of an answer, and dropping
//! handles.

use super::code::{load, mem};
use super::module::ModuleWriter;
use super::scalar::{Scalar, scalar};
use super::values::{START, Value, root};
use wasm_encoder::InstructionSink;
use wasm_wave::untyped::UntypedValue;
use wit_parser::abi::{FlatTypes, WasmType};
use wit_parser::{Function, FunctionKind, Handle, Resolve, Type, TypeDefKind, TypeId};

pub struct Param<'a> {
    ty: &'a Type,
    /// A local, or the offset from the address in the first one when there are too many for locals.
    at: u32,
    flat: usize,
}

impl ModuleWriter<'_> {
    pub fn params<'f>(&self, function: &'f Function, is_indirect: bool) -> Vec<Param<'f>> {
        let offsets = self.image.sizes.field_offsets(function.params.iter().map(|param| &param.ty));
        let mut local = 0;
        let params = function.params.iter().zip(offsets);
        let params = params.map(|(param, (offset, _))| {
            let flat = flat_length(self.resolve, &param.ty);
            let at = if is_indirect { offset.size_wasm32() as u32 } else { local };
            local += flat as u32;
            Param { ty: &param.ty, at, flat }
        });
        params.collect()
    }

    /// A callee that returns no longer has borrowed handles, and owns its own ones.
    pub fn drop_handles(
        &self,
        params: &[Param],
        is_indirect: bool,
        sink: &mut InstructionSink,
    ) -> Result<(), String> {
        for param in params {
            let Some(dropper) = self.dropper_of(param.ty)? else { continue };
            if is_indirect {
                sink.local_get(0).i32_load(mem(param.at, 2));
            } else {
                sink.local_get(param.at);
            }
            sink.call(dropper);
        }
        Ok(())
    }

    /// The function that drops a handle; none for a type without handles, and for a borrowed
    /// resource of the stub's own.
    fn dropper_of(&self, ty: &Type) -> Result<Option<u32>, String> {
        if let Some(ends) = defined(self.resolve, ty).and_then(|id| self.ends.get(&id)) {
            return Ok(Some(ends.drop_readable));
        }
        let (resource, is_borrowed) = match handle_of(self.resolve, ty) {
            Some(Handle::Own(id)) => (id, false),
            Some(Handle::Borrow(id)) => (id, true),
            None => return self.no_borrow_within(ty).map(|()| None),
        };
        if is_borrowed && self.image.is_own(resource).is_ok() {
            return Ok(None); // It is the resource itself.
        }
        let dropper = self.droppers.get(&root(self.resolve, resource));
        dropper.copied().map(Some).ok_or_else(|| "a resource of the world cannot be given back".into())
    }

    fn no_borrow_within(&self, ty: &Type) -> Result<(), String> {
        let Type::Id(id) = ty else { return Ok(()) };
        let all = |types: &[&Type]| types.iter().try_for_each(|ty| self.no_borrow_within(ty));
        let some = |types: &[Option<&Type>]| all(&types.iter().copied().flatten().collect::<Vec<_>>());
        match &self.resolve.types[*id].kind {
            TypeDefKind::Handle(Handle::Borrow(resource)) if self.image.is_own(*resource).is_err() => {
                let name = self.resolve.types[*resource].name.as_deref().unwrap_or("resource");
                Err(format!(
                    "a stub cannot give back a borrowed {name} that it is given inside of another value"
                ))
            }
            TypeDefKind::Record(record) => {
                all(&record.fields.iter().map(|field| &field.ty).collect::<Vec<_>>())
            }
            TypeDefKind::Tuple(tuple) => all(&tuple.types.iter().collect::<Vec<_>>()),
            TypeDefKind::Variant(variant) => {
                some(&variant.cases.iter().map(|case| case.ty.as_ref()).collect::<Vec<_>>())
            }
            TypeDefKind::Result(result) => some(&[result.ok.as_ref(), result.err.as_ref()]),
            TypeDefKind::Option(ty)
            | TypeDefKind::List(ty)
            | TypeDefKind::FixedLengthList(ty, _)
            | TypeDefKind::Type(ty) => self.no_borrow_within(ty),
            TypeDefKind::Map(key, value) => all(&[key, value]),
            _ => Ok(()),
        }
    }

    /// Leaves the block around it unless the arguments are those of the call.
    pub fn compare(
        &mut self,
        function: &Function,
        params: &[Param],
        is_indirect: bool,
        call: &str,
        sink: &mut InstructionSink,
    ) -> Result<(), String> {
        if is_indirect {
            return Err(format!("{} has too many parameters for an answer to some of them", function.name));
        }
        let text = call[call.find('(').expect("only calls are compared")..].trim();
        let is_method = matches!(function.kind, FunctionKind::Method(_) | FunctionKind::AsyncMethod(_));
        let params = &params[usize::from(is_method)..];
        if text == "()" && params.is_empty() {
            return Ok(());
        }
        let parsed = UntypedValue::parse(text).map_err(|error| error.to_string())?;
        let Ok(arguments) = parsed.node().as_tuple() else { return Err(format!("{text} are no arguments")) };
        if arguments.len() != params.len() {
            return Err(format!("{} arguments for {} parameters", arguments.len(), params.len()));
        }
        for (param, node) in params.iter().zip(arguments) {
            let argument = Value { node: Some(node), source: text };
            let at = self.image.put(param.ty, argument)?;
            match (scalar(self.resolve, param.ty), param.flat) {
                (_, 2) if is_string(self.resolve, param.ty) => {
                    let slice = (at - START) as usize;
                    let word = |at: usize| self.image.bytes[at..at + 4].try_into().map(i32::from_le_bytes);
                    let (Ok(address), Ok(length)) = (word(slice), word(slice + 4)) else { unreachable!() };
                    sink.local_get(param.at).local_get(param.at + 1);
                    sink.i32_const(address).i32_const(length).call(self.same);
                }
                (kind, 1) => {
                    sink.local_get(param.at).i32_const(at as i32);
                    load(&kind, sink);
                    match kind {
                        Scalar::Int { bytes: 8, .. } => sink.i64_eq(),
                        Scalar::Int { .. } => sink.i32_eq(),
                        Scalar::F32 => sink.f32_eq(),
                        Scalar::F64 => sink.f64_eq(),
                    };
                }
                _ => {
                    return Err(
                        "only numbers, strings, enums and flags among the arguments tell calls apart".into(),
                    );
                }
            }
            sink.i32_eqz().br_if(0);
        }
        Ok(())
    }
}

pub fn flat_length(resolve: &Resolve, ty: &Type) -> usize {
    let mut storage = [WasmType::I32; Resolve::MAX_FLAT_PARAMS + 1];
    let mut flat = FlatTypes::new(&mut storage);
    resolve.push_flat(ty, &mut flat);
    flat.to_vec().len()
}

/// The type behind its other names.
fn defined(resolve: &Resolve, ty: &Type) -> Option<TypeId> {
    let Type::Id(id) = ty else { return None };
    match &resolve.types[*id].kind {
        TypeDefKind::Type(ty) => defined(resolve, ty),
        _ => Some(*id),
    }
}

fn handle_of(resolve: &Resolve, ty: &Type) -> Option<Handle> {
    match &resolve.types[defined(resolve, ty)?].kind {
        TypeDefKind::Handle(handle) => Some(*handle),
        _ => None,
    }
}

fn is_string(resolve: &Resolve, ty: &Type) -> bool {
    match ty {
        Type::String => true,
        Type::Id(id) => matches!(&resolve.types[*id].kind, TypeDefKind::Type(ty) if is_string(resolve, ty)),
        _ => false,
    }
}
