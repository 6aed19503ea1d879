//! The functions that a component exports, with their types.

use std::collections::HashMap;

use crate::exports::wit_studio::engine::bindings::{Case, Field, Function, Primitive, ValueType};
use wit_parser::{Handle, Resolve, Type, TypeDefKind, TypeId, WorldId, WorldItem};

/// Functions, and the types that they name by index; the parts of a type come before it.
#[derive(Default)]
pub struct Functions {
    pub types: Vec<ValueType>,
    pub functions: Vec<Function>,
    known: HashMap<Type, u32>,
}

/// Functions of the world itself and of its interfaces, in the order of the component, without
/// those of resources, because nobody outside of a component has a handle to call them with.
pub fn exported(resolve: &Resolve, world: WorldId) -> Functions {
    let mut found = Functions::default();
    for (key, item) in &resolve.worlds[world].exports {
        match item {
            WorldItem::Function(function) => found.add(resolve, None, function),
            WorldItem::Interface { id, .. } => {
                let name = resolve.name_world_key(key);
                for function in resolve.interfaces[*id].functions.values() {
                    found.add(resolve, Some(&name), function);
                }
            }
            WorldItem::Type { .. } => {}
        }
    }
    found
}

impl Functions {
    fn add(&mut self, resolve: &Resolve, interface: Option<&str>, function: &wit_parser::Function) {
        if function.kind.resource().is_some() {
            return;
        }
        let params = function.params.iter().map(|param| self.field(resolve, &param.name, param.ty)).collect();
        let result = function.result.map(|ty| self.index(resolve, ty));
        let interface = interface.map(ToString::to_string);
        self.functions.push(Function { interface, name: function.name.clone(), params, result });
    }

    fn field(&mut self, resolve: &Resolve, name: &str, ty: Type) -> Field {
        Field { name: name.to_string(), type_: self.index(resolve, ty) }
    }

    fn index(&mut self, resolve: &Resolve, ty: Type) -> u32 {
        if let Some(index) = self.known.get(&ty) {
            return *index;
        }
        let index = match ty {
            Type::Id(id) => match &resolve.types[id].kind {
                TypeDefKind::Type(aliased) => self.index(resolve, *aliased),
                kind => {
                    let value = self.defined(resolve, id, kind);
                    self.push(value)
                }
            },
            Type::ErrorContext => self.push(ValueType::ErrorContext),
            _ => self.push(ValueType::Primitive(primitive(ty))),
        };
        self.known.insert(ty, index);
        index
    }

    fn push(&mut self, ty: ValueType) -> u32 {
        self.types.push(ty);
        self.types.len() as u32 - 1
    }

    fn defined(&mut self, resolve: &Resolve, id: TypeId, kind: &TypeDefKind) -> ValueType {
        let mut index = |ty: &Type| self.index(resolve, *ty);
        match kind {
            TypeDefKind::List(ty) => ValueType::List(index(ty)),
            TypeDefKind::FixedLengthList(ty, length) => ValueType::FixedList((index(ty), *length)),
            TypeDefKind::Map(key, value) => ValueType::Map((index(key), index(value))),
            TypeDefKind::Option(ty) => ValueType::Option(index(ty)),
            TypeDefKind::Result(result) => {
                ValueType::Result((result.ok.as_ref().map(&mut index), result.err.as_ref().map(index)))
            }
            TypeDefKind::Tuple(tuple) => ValueType::Tuple(tuple.types.iter().map(index).collect()),
            TypeDefKind::Stream(ty) => ValueType::Stream(ty.as_ref().map(index)),
            TypeDefKind::Future(ty) => ValueType::Future(ty.as_ref().map(index)),
            TypeDefKind::Record(record) => {
                let fields = record.fields.iter().map(|field| self.field(resolve, &field.name, field.ty));
                ValueType::Record(fields.collect())
            }
            TypeDefKind::Variant(variant) => {
                let cases = variant.cases.iter();
                let case = |case: &wit_parser::Case| Case {
                    name: case.name.clone(),
                    type_: case.ty.as_ref().map(&mut index),
                };
                ValueType::Variant(cases.map(case).collect())
            }
            TypeDefKind::Enum(ty) => ValueType::Enum(ty.cases.iter().map(|case| case.name.clone()).collect()),
            TypeDefKind::Flags(ty) => {
                ValueType::Flags(ty.flags.iter().map(|flag| flag.name.clone()).collect())
            }
            TypeDefKind::Handle(Handle::Own(resource)) => ValueType::Own(name_of(resolve, *resource)),
            TypeDefKind::Handle(Handle::Borrow(resource)) => ValueType::Borrow(name_of(resolve, *resource)),
            // A function names a resource by a handle to it, and decoded types are all known.
            TypeDefKind::Resource | TypeDefKind::Unknown | TypeDefKind::Type(_) => {
                ValueType::Own(name_of(resolve, id))
            }
        }
    }
}

fn name_of(resolve: &Resolve, id: TypeId) -> String {
    resolve.types[id].name.clone().unwrap_or_default()
}

fn primitive(ty: Type) -> Primitive {
    match ty {
        Type::Bool => Primitive::Bool,
        Type::U8 => Primitive::U8,
        Type::U16 => Primitive::U16,
        Type::U32 => Primitive::U32,
        Type::U64 => Primitive::U64,
        Type::S8 => Primitive::S8,
        Type::S16 => Primitive::S16,
        Type::S32 => Primitive::S32,
        Type::S64 => Primitive::S64,
        Type::F32 => Primitive::F32,
        Type::F64 => Primitive::F64,
        Type::Char => Primitive::Char,
        Type::String | Type::ErrorContext | Type::Id(_) => Primitive::String,
    }
}
