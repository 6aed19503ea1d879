//! The imports and exports of a component.

use crate::Toolkit;
use crate::exports::wit_studio::toolkit::describe::{Description, Guest, Item, Kind, UsedResource};
use crate::reasons;
use indexmap::IndexMap;
use wac_types::{DefinedType, ItemKind, Package, Type, Types, ValueType};

impl Guest for Toolkit {
    fn describe(component: Vec<u8>) -> Result<Description, Vec<String>> {
        of_component(&component)
    }
}

/// Reads and validates a component (not the bodies of its core functions).
pub fn of_component(component: &[u8]) -> Result<Description, Vec<String>> {
    let mut types = Types::default();
    let package = Package::from_bytes("component", None, component, &mut types);
    let package = package.map_err(|error| reasons::of_chain(&error))?;
    Ok(of_package(&types, &package))
}

pub fn of_package(types: &Types, package: &Package) -> Description {
    let world = &types[package.ty()];
    Description { imports: items(types, &world.imports), exports: items(types, &world.exports) }
}

fn items(types: &Types, items: &IndexMap<String, ItemKind>) -> Vec<Item> {
    items
        .iter()
        .map(|(name, item)| Item {
            name: name.clone(),
            kind: kind(*item),
            functions: functions(types, *item),
            uses: uses(types, *item),
        })
        .collect()
}

fn functions(types: &Types, item: ItemKind) -> Vec<String> {
    let ItemKind::Instance(interface) = item else { return Vec::new() };
    let members = types[interface].exports.iter();
    members.filter(|(_, item)| matches!(item, ItemKind::Func(_))).map(|(name, _)| name.clone()).collect()
}

fn uses(types: &Types, item: ItemKind) -> Vec<UsedResource> {
    let ItemKind::Instance(interface) = item else { return Vec::new() };
    let interface = &types[interface];
    let used = interface.uses.iter().filter_map(|(name, used)| {
        let has_identity = match interface.exports.get(name)? {
            ItemKind::Type(Type::Resource(_)) => true,
            ItemKind::Type(Type::Value(ty)) => holds_resource(types, *ty),
            _ => false,
        };
        let of = types[used.interface].id.clone()?;
        let name = used.name.as_ref().unwrap_or(name);
        has_identity.then(|| UsedResource { interface: of, type_: name.clone() })
    });
    used.collect()
}

fn holds_resource(types: &Types, ty: ValueType) -> bool {
    let holds = |ty: &ValueType| holds_resource(types, *ty);
    let id = match ty {
        ValueType::Primitive(_) => return false,
        ValueType::Own(_) | ValueType::Borrow(_) => return true,
        ValueType::Defined(id) => id,
    };
    match &types[id] {
        DefinedType::Flags(_) | DefinedType::Enum(_) => false,
        DefinedType::Tuple(parts) => parts.iter().any(holds),
        DefinedType::List(ty)
        | DefinedType::FixedSizeList(ty, _)
        | DefinedType::Option(ty)
        | DefinedType::Alias(ty) => holds(ty),
        DefinedType::Map(key, value) => holds(key) || holds(value),
        DefinedType::Result { ok, err } => [ok, err].into_iter().flatten().any(holds),
        DefinedType::Variant(variant) => variant.cases.values().flatten().any(holds),
        DefinedType::Record(record) => record.fields.values().any(holds),
        DefinedType::Stream(ty) | DefinedType::Future(ty) => ty.iter().any(holds),
    }
}

fn kind(item: ItemKind) -> Kind {
    match item {
        ItemKind::Instance(_) => Kind::Interface,
        ItemKind::Func(_) => Kind::Func,
        ItemKind::Type(_) => Kind::Type,
        ItemKind::Component(_) => Kind::Component,
        ItemKind::Module(_) => Kind::Module,
        ItemKind::Value(_) => Kind::Value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{component, importer};

    fn names(items: &[Item]) -> Vec<(&str, Kind)> {
        items.iter().map(|item| (item.name.as_str(), item.kind)).collect()
    }

    #[test]
    fn names_imports_and_exports_with_their_kinds() {
        let description = of_component(&importer()).unwrap();
        assert_eq!(names(&description.imports), [("t:math/ops@0.1.0", Kind::Interface)]);
        assert_eq!(names(&description.exports), [("run", Kind::Func)]);
        assert!(!description.imports[0].functions.is_empty());
        assert!(description.exports[0].functions.is_empty());
    }

    #[test]
    fn says_which_resources_of_other_interfaces_are_used() {
        let component = component(
            r#"(component
              (import "t:a/types@1.0.0" (instance $types
                (export "req" (type (sub resource)))
                (type $r (record (field "n" u32)))
                (export "plain" (type (eq $r)))))
              (alias export $types "req" (type $req))
              (alias export $types "plain" (type $plain))
              (import "t:a/handler@1.0.0" (instance
                (export "request" (type $req2 (eq $req)))
                (export "plain" (type $plain2 (eq $plain)))
                (type $list (list (own $req2)))
                (export "handle" (func (param "r" $list) (param "p" $plain2))))))"#,
        );
        let uses = &of_component(&component).unwrap().imports[1].uses;
        let uses: Vec<_> = uses.iter().map(|used| (used.interface.as_str(), used.type_.as_str())).collect();
        assert_eq!(uses, [("t:a/types@1.0.0", "req")]);
    }

    #[test]
    fn refuses_a_core_module() {
        assert!(of_component(&component("(module)")).is_err());
    }

    #[test]
    fn refuses_a_component_cut_short() {
        let bytes = importer();
        for end in 0..bytes.len() - 1 {
            // A cut between two sections leaves a smaller component, which may be a valid one.
            let _ = of_component(&bytes[..end]);
        }
    }
}
