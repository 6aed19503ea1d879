//! Whether a component fits a world.

use crate::exports::wit_studio::toolkit::targets::{Flaw, Guest, Misfit, Refusal};
use crate::graph::mismatch::differences;
use crate::{Toolkit, reasons};
use indexmap::IndexMap;
use wac_types::{ItemKind, NameMap, NameMapNoIntern, Package, Type, Types, WorldId};

impl Guest for Toolkit {
    fn check(component: Vec<u8>, package: Vec<u8>, world: String) -> Result<Vec<Misfit>, Refusal> {
        let mut types = Types::default();
        let mut load = |name: &str, bytes| {
            let package = Package::from_bytes(name, None, bytes, &mut types);
            package.map_err(|error| Refusal::Invalid(reasons::of_chain(&error)))
        };
        let (component, package) = (load("target:component", component)?, load("target:world", package)?);
        let world = world_named(&world, &package)?;
        let (component, world) = (&types[component.ty()], &types[world]);
        let imports = misfits(&types, &component.imports, &world.imports, true);
        Ok(imports.chain(misfits(&types, &world.exports, &component.exports, false)).collect())
    }
}

fn world_named(name: &str, package: &Package) -> Result<WorldId, Refusal> {
    let worlds = package.definitions().iter().filter_map(|(name, item)| match item {
        ItemKind::Type(Type::World(world)) => Some((name, *world)),
        _ => None,
    });
    let found = worlds.clone().find(|(one, _)| *one == name);
    found
        .map(|(_, world)| world)
        .ok_or_else(|| Refusal::UnknownWorld(worlds.map(|(name, _)| name.clone()).collect()))
}

/// Required items that are missing or differ.
fn misfits<'a>(
    types: &'a Types,
    asked: &'a IndexMap<String, ItemKind>,
    given: &'a IndexMap<String, ItemKind>,
    is_import: bool,
) -> impl Iterator<Item = Misfit> + 'a {
    let mut by_name = NameMap::<String, ItemKind>::default();
    for (name, item) in given {
        by_name.insert(name, &mut NameMapNoIntern, true, *item).expect("names may be there twice");
    }
    // Types that only name what signatures are made of are compared with the signatures.
    let asked = asked.iter().filter(|(_, item)| !matches!(item, ItemKind::Type(Type::Value(_))));
    asked.filter_map(move |(name, item)| {
        let flaw = match by_name.get(name, &NameMapNoIntern) {
            None => Flaw::Missing(other_versions(name, given)),
            Some(found) => match differences(types, name, item.promote(), found.promote()) {
                differences if differences.is_empty() => return None,
                differences => Flaw::Differs(differences),
            },
        };
        Some(Misfit { is_import, name: name.clone(), flaw })
    })
}

fn other_versions(name: &str, given: &IndexMap<String, ItemKind>) -> Vec<String> {
    let of = |name: &str| name.split('@').next().unwrap_or_default().to_string();
    given.keys().filter(|other| name.contains('@') && of(other) == of(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::wit_studio::toolkit::packages::{File, Guest as Packages};
    use crate::testing::{exporter, importer};

    fn package(world: &str) -> Vec<u8> {
        let text = format!(
            "package t:math@0.1.0; interface ops {{ double: func(x: u32) -> u32; }}
            interface other {{ double: func(x: char) -> u32; }} world w {{ {world} }}"
        );
        <Toolkit as Packages>::encode(vec![File { path: "a.wit".into(), text }], Vec::new()).unwrap()
    }

    fn check(component: Vec<u8>, world: &str) -> Vec<(bool, String, String)> {
        let found = <Toolkit as Guest>::check(component, package(world), "w".into()).unwrap();
        let text = |flaw: &Flaw| match flaw {
            Flaw::Missing(others) => format!("missing {}", others.join(" ")),
            Flaw::Differs(items) => {
                items.iter().map(|one| format!("{}: {}", one.name, one.expected)).collect()
            }
        };
        found.iter().map(|one| (one.is_import, one.name.clone(), text(&one.flaw))).collect()
    }

    #[test]
    fn a_component_may_import_less_and_export_more() {
        assert_eq!(check(exporter("0.1.0", r#"(param "x" u32)"#, "(result u32)"), "import ops;"), []);
    }

    #[test]
    fn finds_all_that_is_missing_on_either_side() {
        let found = check(importer(), "export other; export go: func();");
        let expected = [
            (true, "t:math/ops@0.1.0".into(), "missing ".into()),
            (false, "go".into(), "missing ".into()),
            (false, "t:math/other@0.1.0".into(), "missing ".into()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn takes_a_compatible_version_and_names_one_that_is_not() {
        let newer = |version: &str| exporter(version, r#"(param "x" u32)"#, "(result u32)");
        assert_eq!(check(newer("0.1.7"), "export ops;"), []);
        let expected = [(false, "t:math/ops@0.1.0".into(), "missing t:math/ops@0.2.0".into())];
        assert_eq!(check(newer("0.2.0"), "export ops;"), expected);
    }

    #[test]
    fn shows_what_differs() {
        let other = exporter("0.1.0", r#"(param "x" char)"#, "(result u32)");
        let expected = [(false, "t:math/ops@0.1.0".into(), "double: func(x: u32) -> u32".into())];
        assert_eq!(check(other, "export ops;"), expected);
        let expected = [(false, "run".into(), "run: func(x: char) -> u32".into())];
        assert_eq!(check(importer(), "import ops; export run: func(x: char) -> u32;"), expected);
    }

    #[test]
    fn names_the_worlds_that_there_are() {
        let refused = <Toolkit as Guest>::check(importer(), package(""), "v".into());
        assert!(matches!(refused, Err(Refusal::UnknownWorld(worlds)) if worlds == ["w"]));
        assert!(matches!(
            <Toolkit as Guest>::check(Vec::new(), package(""), "w".into()),
            Err(Refusal::Invalid(_))
        ));
    }
}
