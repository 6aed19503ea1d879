//! What a component asks for and gives.

use crate::Toolkit;
use crate::exports::wit_studio::toolkit::describe::{Description, Guest, Item, Kind};
use crate::reasons;
use indexmap::IndexMap;
use wac_types::{ItemKind, Package, Types};

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
        })
        .collect()
}

fn functions(types: &Types, item: ItemKind) -> Vec<String> {
    let ItemKind::Instance(interface) = item else { return Vec::new() };
    let members = types[interface].exports.iter();
    members
        .filter(|(_, item)| matches!(item, ItemKind::Func(_)))
        .map(|(name, _)| name.clone())
        .collect()
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
