//! WIT packages, from text to the binary format.

use crate::exports::wit_studio::toolkit::packages::{File, Guest, Source};
use crate::{Toolkit, reasons};
use anyhow::Context;
use wit_component::WitPrinter;
use wit_parser::decoding::{DecodedWasm, decode};
use wit_parser::{Resolve, SourceMap, UnresolvedPackageGroup, WorldId};

impl Guest for Toolkit {
    fn encode(files: Vec<File>, dependencies: Vec<Source>) -> Result<Vec<u8>, Vec<String>> {
        let mut resolve = Resolve::default();
        let mut texts = Vec::new();
        for dependency in dependencies {
            match dependency {
                Source::Binary(bytes) => merge(&mut resolve, &bytes)?,
                Source::Text(files) => texts.push(parse(&files)?),
            }
        }
        let main = parse(&files)?;
        let pushed = resolve.push_groups(main, texts).map_err(anyhow::Error::from);
        let package = pushed.map_err(|error| vec![resolve.render_error(&error)])?;
        wit_component::encode(&resolve, package).map_err(|error| reasons::of_chain(&error))
    }

    fn of_component(component: Vec<u8>) -> Result<String, Vec<String>> {
        let (resolve, world) = match decode(&component).map_err(|error| reasons::of_chain(&error))? {
            DecodedWasm::Component(resolve, world) => (resolve, world),
            DecodedWasm::WitPackage(..) => {
                return Err(vec!["a WIT package where a component belongs".into()]);
            }
        };
        print(&resolve, world).map_err(|error| reasons::of_chain(&error))
    }
}

/// The package of `world`, and behind it the others, each ending with a line end.
fn print(resolve: &Resolve, world: WorldId) -> anyhow::Result<String> {
    let main = resolve.worlds[world].package.context("a world without a package")?;
    let others = resolve.packages.iter().map(|(id, _)| id).filter(|id| *id != main);
    let mut texts = Vec::new();
    for package in std::iter::once(main).chain(others) {
        let mut printer = WitPrinter::default();
        printer.print_package(resolve, package, package == main)?;
        texts.push(format!("{}\n", printer.output.to_string().trim_end()));
    }
    Ok(texts.join("\n"))
}

fn parse(files: &[File]) -> Result<UnresolvedPackageGroup, Vec<String>> {
    let mut map = SourceMap::default();
    for file in files {
        map.push_str(&file.path, file.text.as_str());
    }
    map.parse().map_err(|(map, error)| vec![error.render(&map)])
}

fn merge(resolve: &mut Resolve, bytes: &[u8]) -> Result<(), Vec<String>> {
    match decode(bytes).map_err(|error| reasons::of_chain(&error))? {
        DecodedWasm::WitPackage(package, _) => match resolve.merge(package) {
            Ok(_) => Ok(()),
            Err(error) => Err(reasons::of_chain(&error.into())),
        },
        DecodedWasm::Component(..) => Err(vec!["a component where a WIT package belongs".into()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::of_component;
    use crate::testing::importer;

    fn file(text: &str) -> File {
        File { path: "a.wit".into(), text: text.into() }
    }

    #[test]
    fn encodes_a_package_with_what_it_depends_on() {
        let types = "package t:types; interface types { resource req; }";
        let binary = Toolkit::encode(vec![file(types)], Vec::new()).unwrap();
        let main = "package t:main; interface i { use t:types/types.{req}; f: func() -> req; }";
        for dependency in [Source::Binary(binary), Source::Text(vec![file(types)])] {
            let encoded = Toolkit::encode(vec![file(main)], vec![dependency]).unwrap();
            assert_eq!(of_component(&encoded).unwrap().exports[0].name, "i");
        }
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let error =
            Toolkit::encode(vec![file("package t:main; interface i { f: func() -> nope; }")], Vec::new());
        let error = error.unwrap_err();
        assert!(error[0].contains("nope") && error[0].contains("a.wit:1:"), "{error:?}");
    }

    #[test]
    fn prints_a_component_with_the_packages_that_it_names() {
        let text = Toolkit::of_component(importer()).unwrap();
        assert!(text.starts_with("package root:component;\n"), "{text}");
        assert!(text.contains("\npackage t:math@0.1.0 {\n  interface ops {\n"), "{text}");
        assert!(text.contains("double: func(x: u32) -> u32;"), "{text}");
    }

    #[test]
    fn prints_no_package_and_nothing_that_is_not_wasm() {
        let package = Toolkit::encode(vec![file("package t:types; interface types {}")], Vec::new());
        assert!(Toolkit::of_component(package.unwrap()).unwrap_err()[0].contains("WIT package"));
        assert!(Toolkit::of_component(b"component".to_vec()).is_err());
    }
}
