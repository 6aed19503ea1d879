//! Conversion of the handles in parameters and results: an owned one becomes a representation, and the other way
//! round. A borrowed resource of an export is its representation already.

use super::world::parts;
use crate::stubs::code::mem;
use crate::stubs::{flat_length, root};
use anyhow::{Context, bail, ensure};
use std::collections::HashMap;
use wasm_encoder::{BlockType, InstructionSink, ValType};
use wit_parser::{Handle, Resolve, SizeAlign, Type, TypeDefKind, TypeId};

/// The functions for the handles of a resource.
pub enum Resource {
    /// Of one that the module exports.
    Exported { new: u32, rep: u32, drop: u32 },
    /// The function that exchanges a handle for another one.
    Taken(u32),
}

/// The index of the global that is 1 while a handle is dropped without ending its resource.
pub const KEEP: u32 = 2;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From a handle.
    In,
    /// To a handle.
    Out,
}

pub struct Converter<'a> {
    pub resolve: &'a Resolve,
    pub sizes: &'a SizeAlign,
    pub resources: &'a HashMap<TypeId, Resource>,
    pub way: Way,
    /// The first of `LOCALS` locals of the type i32.
    pub scratch: u32,
}

/// The limit of lists with handles nested in lists.
const DEPTH: u32 = 4;
pub const LOCALS: u32 = 1 + 2 * DEPTH;

impl Converter<'_> {
    pub fn has_handle(&self, ty: &Type) -> bool {
        let Type::Id(id) = ty else { return false };
        match &self.resolve.types[*id].kind {
            TypeDefKind::Handle(Handle::Own(_)) => true,
            TypeDefKind::Handle(Handle::Borrow(_)) => false,
            kind => parts(kind).any(|part| self.has_handle(part)),
        }
    }

    /// Converts the handle on the stack.
    fn handle(&self, resource: TypeId, sink: &mut InstructionSink) -> anyhow::Result<()> {
        let resource = self.resources.get(&root(self.resolve, resource));
        let resource = resource.context("a handle of a resource that is no interface's")?;
        match (self.way, resource) {
            (Way::Out, Resource::Exported { new, .. }) => {
                sink.call(*new);
            }
            (Way::In, Resource::Exported { rep, drop, .. }) => {
                sink.local_tee(self.scratch).call(*rep);
                sink.i32_const(1).global_set(KEEP).local_get(self.scratch).call(*drop);
                sink.i32_const(0).global_set(KEEP);
            }
            (Way::In, Resource::Taken(take)) => {
                sink.call(*take);
            }
            (Way::Out, Resource::Taken(_)) => bail!("a handle that is given to the host"),
        }
        Ok(())
    }

    /// Converts a flat parameter or result in locals, the first of which is `at`.
    pub fn flat(
        &self,
        ty: &Type,
        at: u32,
        core: &[ValType],
        sink: &mut InstructionSink,
    ) -> anyhow::Result<()> {
        let Type::Id(id) = ty else { return Ok(()) };
        if !self.has_handle(ty) {
            return Ok(());
        }
        let each = |types: Vec<&Type>, sink: &mut InstructionSink| {
            let mut at = at;
            for ty in types {
                self.flat(ty, at, core, sink)?;
                at += flat_length(self.resolve, ty) as u32;
            }
            anyhow::Ok(())
        };
        match &self.resolve.types[*id].kind {
            TypeDefKind::Handle(Handle::Own(resource)) => {
                let is_wide = core[at as usize] == ValType::I64;
                sink.local_get(at);
                if is_wide {
                    sink.i32_wrap_i64();
                }
                self.handle(*resource, sink)?;
                if is_wide {
                    sink.i64_extend_i32_u();
                }
                sink.local_set(at);
                Ok(())
            }
            TypeDefKind::Type(ty) => self.flat(ty, at, core, sink),
            TypeDefKind::Record(_) | TypeDefKind::Tuple(_) => {
                each(parts(&self.resolve.types[*id].kind).collect(), sink)
            }
            TypeDefKind::List(element) => {
                sink.local_get(at).local_get(at + 1);
                self.list(element, 0, sink)
            }
            kind => {
                for (index, case) in cases(kind).context("a handle in a type of another kind")? {
                    if self.has_handle(case) {
                        sink.local_get(at).i32_const(index).i32_eq().if_(BlockType::Empty);
                        self.flat(case, at + 1, core, sink)?;
                        sink.end();
                    }
                }
                Ok(())
            }
        }
    }

    /// Converts a value in memory.
    /// @param base the local with the address from which `offset` counts
    pub fn memory(
        &self,
        ty: &Type,
        base: u32,
        offset: u32,
        depth: u32,
        sink: &mut InstructionSink,
    ) -> anyhow::Result<()> {
        let Type::Id(id) = ty else { return Ok(()) };
        if !self.has_handle(ty) {
            return Ok(());
        }
        let kind = &self.resolve.types[*id].kind;
        match kind {
            TypeDefKind::Handle(Handle::Own(resource)) => {
                sink.local_get(base).local_get(base).i32_load(mem(offset, 2));
                self.handle(*resource, sink)?;
                sink.i32_store(mem(offset, 2));
                Ok(())
            }
            TypeDefKind::Type(ty) => self.memory(ty, base, offset, depth, sink),
            TypeDefKind::Record(_) | TypeDefKind::Tuple(_) => {
                for (at, field) in self.sizes.field_offsets(parts(kind)) {
                    self.memory(field, base, offset + at.size_wasm32() as u32, depth, sink)?;
                }
                Ok(())
            }
            TypeDefKind::List(element) => {
                sink.local_get(base).i32_load(mem(offset, 2));
                sink.local_get(base).i32_load(mem(offset + 4, 2));
                self.list(element, depth, sink)
            }
            kind => {
                let cases = cases(kind).context("a handle in a type of another kind")?;
                let payload = payload_offset(kind, self.sizes);
                for (index, case) in cases {
                    if self.has_handle(case) {
                        // With a handle in a payload, a tag has bytes of its own in front of it.
                        sink.local_get(base).i32_load8_u(mem(offset, 0));
                        sink.i32_const(index).i32_eq().if_(BlockType::Empty);
                        self.memory(case, base, offset + payload, depth, sink)?;
                        sink.end();
                    }
                }
                Ok(())
            }
        }
    }

    /// Converts the elements of the list whose address and length are on the stack.
    fn list(&self, element: &Type, depth: u32, sink: &mut InstructionSink) -> anyhow::Result<()> {
        ensure!(depth < DEPTH, "handles in lists of more than {DEPTH} levels");
        let size = self.sizes.size(element).size_wasm32() as i32;
        let (at, end) = (self.scratch + 1 + 2 * depth, self.scratch + 2 + 2 * depth);
        sink.i32_const(size).i32_mul().local_set(end).local_tee(at);
        sink.local_get(end).i32_add().local_set(end);
        sink.block(BlockType::Empty).loop_(BlockType::Empty);
        sink.local_get(at).local_get(end).i32_ge_u().br_if(1);
        self.memory(element, at, 0, depth + 1, sink)?;
        sink.local_get(at).i32_const(size).i32_add().local_set(at).br(0).end().end();
        Ok(())
    }
}

/// The cases of a variant that have a payload, with their numbers.
fn cases(kind: &TypeDefKind) -> Option<Vec<(i32, &Type)>> {
    let all: Vec<Option<&Type>> = match kind {
        TypeDefKind::Variant(variant) => variant.cases.iter().map(|case| case.ty.as_ref()).collect(),
        TypeDefKind::Option(ty) => vec![None, Some(ty)],
        TypeDefKind::Result(result) => vec![result.ok.as_ref(), result.err.as_ref()],
        _ => return None,
    };
    let numbered = all.into_iter().enumerate();
    Some(numbered.filter_map(|(index, case)| Some((index as i32, case?))).collect())
}

fn payload_offset(kind: &TypeDefKind, sizes: &SizeAlign) -> u32 {
    let payloads: Vec<_> = parts(kind).map(Some).collect();
    let tag = match kind {
        TypeDefKind::Variant(variant) => variant.tag(),
        _ => wit_parser::Int::U8,
    };
    sizes.payload_offset(tag, payloads).size_wasm32() as u32
}
