//! Types as WIT writes them, for messages.

use std::collections::HashMap;
use wac_types::{DefinedType, DefinedTypeId, FuncType, ItemKind, ResourceId, Type, Types, ValueType};

/// Prints types of one collection by the names that their interfaces give them.
pub struct Printer<'a> {
    types: &'a Types,
    names: HashMap<DefinedTypeId, &'a str>,
}

impl<'a> Printer<'a> {
    pub fn new(types: &'a Types) -> Self {
        let exports = types.interfaces().flat_map(|interface| &interface.exports);
        let names = exports.filter_map(|(name, item)| match item {
            ItemKind::Type(Type::Value(ValueType::Defined(id))) => Some((*id, name.as_str())),
            _ => None,
        });
        let names = names.collect();
        Self { types, names }
    }

    /// An item of an interface or a world without its own name; a type is written with its
    /// structure.
    pub fn item(&self, item: ItemKind) -> String {
        match item {
            ItemKind::Func(id) | ItemKind::Type(Type::Func(id)) => self.func(&self.types[id]),
            ItemKind::Type(Type::Value(ValueType::Defined(id))) => self.defined(&self.types[id]),
            ItemKind::Type(Type::Value(ty)) | ItemKind::Value(ty) => self.value(ty),
            ItemKind::Type(Type::Resource(id)) => format!("resource {}", self.resource(id)),
            ItemKind::Instance(_) => "interface".into(),
            other => other.desc(self.types).into(),
        }
    }

    fn func(&self, func: &FuncType) -> String {
        let params = func.params.iter();
        let params = params.map(|(name, ty)| format!("{name}: {}", self.value(*ty)));
        let asynchronous = if func.is_async { "async " } else { "" };
        let result = func.result.map(|ty| format!(" -> {}", self.value(ty)));
        let result = result.unwrap_or_default();
        format!("{asynchronous}func({}){result}", commas(params))
    }

    fn value(&self, ty: ValueType) -> String {
        match ty {
            ValueType::Primitive(ty) => ty.desc().into(),
            ValueType::Own(id) => self.resource(id),
            ValueType::Borrow(id) => format!("borrow<{}>", self.resource(id)),
            ValueType::Defined(id) => match self.names.get(&id) {
                Some(name) => (*name).into(),
                None => self.defined(&self.types[id]),
            },
        }
    }

    fn resource(&self, id: ResourceId) -> String {
        self.types[id].name.clone()
    }

    fn defined(&self, ty: &DefinedType) -> String {
        match ty {
            DefinedType::Alias(ty) => self.value(*ty),
            DefinedType::Tuple(types) => self.generic("tuple", types.iter().copied()),
            DefinedType::List(ty) => self.generic("list", [*ty]),
            DefinedType::FixedSizeList(ty, length) => format!("list<{}, {length}>", self.value(*ty)),
            DefinedType::Map(key, value) => self.generic("map", [*key, *value]),
            DefinedType::Option(ty) => self.generic("option", [*ty]),
            DefinedType::Stream(ty) => self.generic("stream", *ty),
            DefinedType::Future(ty) => self.generic("future", *ty),
            DefinedType::Result { ok, err } => self.result(*ok, *err),
            DefinedType::Record(record) => {
                let fields = record.fields.iter();
                braces("record", fields.map(|(name, ty)| format!("{name}: {}", self.value(*ty))))
            }
            DefinedType::Variant(variant) => {
                let cases = variant.cases.iter();
                braces("variant", cases.map(|(name, ty)| self.case(name, *ty)))
            }
            DefinedType::Flags(flags) => braces("flags", flags.0.iter().cloned()),
            DefinedType::Enum(cases) => braces("enum", cases.0.iter().cloned()),
        }
    }

    fn case(&self, name: &str, payload: Option<ValueType>) -> String {
        match payload {
            Some(ty) => format!("{name}({})", self.value(ty)),
            None => name.into(),
        }
    }

    fn result(&self, ok: Option<ValueType>, err: Option<ValueType>) -> String {
        match (ok, err) {
            (None, Some(err)) => format!("result<_, {}>", self.value(err)),
            (ok, err) => self.generic("result", ok.into_iter().chain(err)),
        }
    }

    fn generic(&self, name: &str, types: impl IntoIterator<Item = ValueType>) -> String {
        let arguments = commas(types.into_iter().map(|ty| self.value(ty)));
        if arguments.is_empty() {
            return name.into();
        }
        format!("{name}<{arguments}>")
    }
}

fn commas(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn braces(keyword: &str, parts: impl Iterator<Item = String>) -> String {
    format!("{keyword} {{ {} }}", commas(parts))
}
