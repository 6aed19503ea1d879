//! Values in the memory of a stub, as the Canonical ABI stores them.

use super::scalar::bytes_of;
use std::collections::BTreeMap;
use wasm_wave::ast::Node;
use wit_parser::{Int, InterfaceId, Resolve, SizeAlign, Type, TypeDefKind, TypeId};

/// A part of a text in WAVE; without a node the default of its type.
#[derive(Clone, Copy)]
pub struct Value<'v> {
    pub node: Option<&'v Node>,
    pub source: &'v str,
}

impl<'v> Value<'v> {
    pub const DEFAULT: Value<'static> = Value { node: None, source: "" };

    const fn of(self, node: Option<&'v Node>) -> Self {
        Self { node, ..self }
    }
}

/// The initial memory of a module, from address 8 on: 0 stays free, and numbers are aligned.
pub struct Image<'a> {
    pub resolve: &'a Resolve,
    pub sizes: SizeAlign,
    /// The interfaces whose resources the stub makes itself.
    pub own: Vec<InterfaceId>,
    pub bytes: Vec<u8>,
    /// Where handles belong that are made at each call, and of which resource or stream.
    pub handles: Vec<(u32, TypeId)>,
}

pub const START: u32 = 8;

pub type Stored = Result<(), String>;

impl Image<'_> {
    /// Stores a value in a place of its own. Returns its address.
    pub fn put(&mut self, ty: &Type, value: Value) -> Result<u32, String> {
        let at = self.reserve_for(ty);
        self.store(at, ty, value)?;
        Ok(at)
    }

    /// Stores bytes. Returns their address.
    pub fn put_bytes(&mut self, bytes: &[u8]) -> u32 {
        let at = self.reserve(bytes.len(), 1);
        self.write(at, bytes);
        at
    }

    /// Reserves a place for a value. Returns its address.
    pub fn reserve_for(&mut self, ty: &Type) -> u32 {
        self.reserve(self.sizes.size(ty).size_wasm32(), self.sizes.align(ty).align_wasm32())
    }

    /// Reserves a place for a record of these fields. Returns its address.
    pub fn reserve_for_all(&mut self, types: &[&Type]) -> u32 {
        let place = self.sizes.record(types.iter().copied());
        self.reserve(place.size.size_wasm32(), place.align.align_wasm32())
    }

    fn reserve(&mut self, size: usize, align: usize) -> u32 {
        let at = self.bytes.len().next_multiple_of(align);
        self.bytes.resize(at + size, 0);
        START + at as u32
    }

    fn write(&mut self, at: u32, bytes: &[u8]) {
        let at = (at - START) as usize;
        self.bytes[at..at + bytes.len()].copy_from_slice(bytes);
    }

    fn store(&mut self, at: u32, ty: &Type, value: Value) -> Stored {
        let Some(node) = value.node else { return self.store_default(at, ty) };
        let source = value.source;
        let wrong = |_| format!("{} where {} belongs", &source[node.span()], self.name(ty));
        match ty {
            Type::Bool => self.write(at, &[u8::from(node.as_bool().map_err(wrong)?)]),
            Type::U8 => self.write(at, &node.as_number::<u8>(source).map_err(wrong)?.to_le_bytes()),
            Type::S8 => self.write(at, &node.as_number::<i8>(source).map_err(wrong)?.to_le_bytes()),
            Type::U16 => self.write(at, &node.as_number::<u16>(source).map_err(wrong)?.to_le_bytes()),
            Type::S16 => self.write(at, &node.as_number::<i16>(source).map_err(wrong)?.to_le_bytes()),
            Type::U32 => self.write(at, &node.as_number::<u32>(source).map_err(wrong)?.to_le_bytes()),
            Type::S32 => self.write(at, &node.as_number::<i32>(source).map_err(wrong)?.to_le_bytes()),
            Type::U64 => self.write(at, &node.as_number::<u64>(source).map_err(wrong)?.to_le_bytes()),
            Type::S64 => self.write(at, &node.as_number::<i64>(source).map_err(wrong)?.to_le_bytes()),
            Type::F32 => self.write(at, &node.as_number::<f32>(source).map_err(wrong)?.to_le_bytes()),
            Type::F64 => self.write(at, &node.as_number::<f64>(source).map_err(wrong)?.to_le_bytes()),
            Type::Char => self.write(at, &u32::from(node.as_char(source).map_err(wrong)?).to_le_bytes()),
            Type::String => {
                let text = node.as_str(source).map_err(wrong)?;
                let bytes = self.put_bytes(text.as_bytes());
                self.store_slice(at, bytes, text.len());
            }
            Type::ErrorContext => return Err("an error-context cannot be written".into()),
            Type::Id(id) => return self.store_defined(at, *id, node, value),
        }
        Ok(())
    }

    fn store_slice(&mut self, at: u32, address: u32, length: usize) {
        self.write(at, &address.to_le_bytes());
        self.write(at + 4, &(length as u32).to_le_bytes());
    }

    fn store_defined(&mut self, at: u32, id: TypeId, node: &Node, value: Value) -> Stored {
        let source = value.source;
        let wrong = |_| format!("{} where {} belongs", &source[node.span()], self.name(&Type::Id(id)));
        let resolve = self.resolve;
        match &resolve.types[id].kind {
            TypeDefKind::Type(ty) => self.store(at, ty, value),
            TypeDefKind::Record(record) => {
                let given: BTreeMap<_, _> = node.as_record(source).map_err(wrong)?.collect();
                let fields = record.fields.iter();
                let unknown = given.keys().find(|name| !fields.clone().any(|field| field.name == **name));
                if let Some(name) = unknown {
                    return Err(format!("{} has no field {name}", self.name(&Type::Id(id))));
                }
                let values = fields.map(|field| (&field.ty, given.get(field.name.as_str()).copied()));
                self.store_fields(at, &values.collect::<Vec<_>>(), value)
            }
            TypeDefKind::Tuple(tuple) => {
                let nodes: Vec<_> = node.as_tuple().map_err(wrong)?.collect();
                if nodes.len() != tuple.types.len() {
                    return Err(format!("{} values in a tuple of {}", nodes.len(), tuple.types.len()));
                }
                let values = tuple.types.iter().zip(nodes.into_iter().map(Some));
                self.store_fields(at, &values.collect::<Vec<_>>(), value)
            }
            TypeDefKind::List(ty) => {
                let nodes: Vec<_> = node.as_list().map_err(wrong)?.collect();
                let size = self.sizes.size(ty).size_wasm32();
                let first = self.reserve(size * nodes.len(), self.sizes.align(ty).align_wasm32());
                self.store_slice(at, first, nodes.len());
                self.store_elements(first, ty, &nodes, value)
            }
            TypeDefKind::FixedLengthList(ty, length) => {
                let nodes: Vec<_> = node.as_list().map_err(wrong)?.collect();
                if nodes.len() != *length as usize {
                    return Err(format!("{} values in a list of {length}", nodes.len()));
                }
                self.store_elements(at, ty, &nodes, value)
            }
            TypeDefKind::Variant(variant) => {
                let (name, payload) = node.as_variant(source).map_err(wrong)?;
                let index = variant.cases.iter().position(|case| case.name == name);
                let index =
                    index.ok_or_else(|| wrong_case(name, variant.cases.iter().map(|case| &*case.name)))?;
                let cases: Vec<_> = variant.cases.iter().map(|case| case.ty.as_ref()).collect();
                self.store_case(at, variant.tag(), &cases, index, value.of(payload))
            }
            TypeDefKind::Enum(cases) => {
                let name = node.as_enum(source).map_err(wrong)?;
                let index = cases.cases.iter().position(|case| case.name == name);
                let index =
                    index.ok_or_else(|| wrong_case(name, cases.cases.iter().map(|case| &*case.name)))?;
                self.store_case(at, cases.tag(), &[], index, value)
            }
            TypeDefKind::Option(ty) => {
                // WAVE lets `some` and `ok` be left out where that leaves no doubt.
                let payload =
                    node.as_option().or_else(|error| self.is_plain(ty).then_some(Some(node)).ok_or(error));
                let payload = payload.map_err(wrong)?;
                let index = usize::from(payload.is_some());
                self.store_case(at, Int::U8, &[None, Some(ty)], index, value.of(payload))
            }
            TypeDefKind::Result(result) => {
                let plain = result.ok.as_ref().is_some_and(|ty| self.is_plain(ty));
                let given = node.as_result().or_else(|error| plain.then_some(Ok(Some(node))).ok_or(error));
                let (index, payload) = match given.map_err(wrong)? {
                    Ok(payload) => (0, payload),
                    Err(payload) => (1, payload),
                };
                let cases = [result.ok.as_ref(), result.err.as_ref()];
                self.store_case(at, Int::U8, &cases, index, value.of(payload))
            }
            TypeDefKind::Flags(flags) => {
                let mut bits = [0; 4];
                for name in node.as_flags(source).map_err(wrong)? {
                    let index = flags.flags.iter().position(|flag| flag.name == name);
                    let index =
                        index.ok_or_else(|| wrong_case(name, flags.flags.iter().map(|flag| &*flag.name)))?;
                    *bits.get_mut(index / 8).ok_or("flags beyond the 32nd cannot be written")? |=
                        1 << (index % 8);
                }
                let size = self.sizes.size(&Type::Id(id)).size_wasm32().min(bits.len());
                self.write(at, &bits[..size]);
                Ok(())
            }
            other => Err(format!("a value of type {} cannot be written; leave it out", other.as_str())),
        }
    }

    pub fn store_fields(&mut self, at: u32, fields: &[(&Type, Option<&Node>)], value: Value) -> Stored {
        let offsets = self.sizes.field_offsets(fields.iter().map(|(ty, _)| *ty));
        let offsets: Vec<_> = offsets.iter().map(|(offset, _)| offset.size_wasm32() as u32).collect();
        for ((ty, node), offset) in fields.iter().zip(offsets) {
            self.store(at + offset, ty, value.of(*node))?;
        }
        Ok(())
    }

    fn store_elements(&mut self, first: u32, ty: &Type, nodes: &[&Node], value: Value) -> Stored {
        let size = self.sizes.size(ty).size_wasm32() as u32;
        for (index, node) in nodes.iter().enumerate() {
            self.store(first + size * index as u32, ty, value.of(Some(node)))?;
        }
        Ok(())
    }

    pub fn store_case(
        &mut self,
        at: u32,
        tag: Int,
        cases: &[Option<&Type>],
        index: usize,
        value: Value,
    ) -> Stored {
        self.write(at, &(index as u32).to_le_bytes()[..bytes_of(tag)]);
        match (cases.get(index).copied().flatten(), value.node) {
            (Some(ty), _) => {
                let offset = self.sizes.payload_offset(tag, cases.iter().copied()).size_wasm32() as u32;
                self.store(at + offset, ty, value)
            }
            (None, Some(node)) if !cases.is_empty() => {
                Err(format!("{} in a case without a payload", &value.source[node.span()]))
            }
            (None, _) => Ok(()),
        }
    }

    /// Whether a type is no option and no result.
    fn is_plain(&self, ty: &Type) -> bool {
        let Type::Id(id) = ty else { return true };
        match &self.resolve.types[*id].kind {
            TypeDefKind::Type(ty) => self.is_plain(ty),
            kind => !matches!(kind, TypeDefKind::Option(_) | TypeDefKind::Result(_)),
        }
    }

    fn name(&self, ty: &Type) -> String {
        match ty {
            Type::Id(id) => {
                let ty = &self.resolve.types[*id];
                ty.name.as_deref().unwrap_or_else(|| ty.kind.as_str()).into()
            }
            primitive => format!("{primitive:?}").to_lowercase(),
        }
    }
}

/// The resource behind its other names.
pub fn root(resolve: &Resolve, resource: TypeId) -> TypeId {
    match &resolve.types[resource].kind {
        TypeDefKind::Type(Type::Id(id)) => root(resolve, *id),
        _ => resource,
    }
}

fn wrong_case<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    format!("there is no {name}, but {}", known.collect::<Vec<_>>().join(", "))
}
