//! WIT packages, from text to the binary format.

use crate::exports::wit_studio::toolkit::packages::{File, Guest, Source};
use crate::{Toolkit, reasons};
use wit_parser::decoding::{DecodedWasm, decode};
use wit_parser::{Resolve, SourceMap, UnresolvedPackageGroup};

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
}
