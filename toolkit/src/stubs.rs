//! Components that replace others, made from their WIT.

mod arguments;
pub mod assemble;
pub mod code;
mod defaults;
pub mod flat;
mod module;
mod scalar;
pub mod values;

pub use arguments::flat_length;
pub use values::root;

use crate::exports::wit_studio::toolkit::stubs::{Answer, Guest, Mistake, Stub};
use crate::{Toolkit, graph, reasons};
use anyhow::Context;
use module::ModuleWriter;
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::decoding::{DecodedWasm, decode};
use wit_parser::{Function, Resolve, WorldId, WorldItem, WorldKey};

impl Guest for Toolkit {
    fn make(component: Vec<u8>, stubs: Vec<Stub>) -> Result<Vec<u8>, Vec<Mistake>> {
        let failed = |error| vec![of_stub(0, reasons::of_chain(&error).join(": "))];
        let (mut resolve, world) = imports_of(component).map_err(failed)?;
        turn_around(&mut resolve, world, &stubs).map_err(failed)?;
        let mut module = module(&resolve, world, &stubs)?;
        encode(&mut module, &resolve, world).map_err(failed)
    }
}

/// The world of a component without its exports, not all of which WIT can describe: it has no core modules, for example,
/// and no types at the root.
pub fn imports_of(component: Vec<u8>) -> anyhow::Result<(Resolve, WorldId)> {
    decoded(&graph::without_exports(component)?).context("WIT cannot describe the imports")
}

pub fn decoded(component: &[u8]) -> anyhow::Result<(Resolve, WorldId)> {
    match decode(component)? {
        DecodedWasm::Component(resolve, world) => Ok((resolve, world)),
        DecodedWasm::WitPackage(..) => anyhow::bail!("a WIT package where a component belongs"),
    }
}

/// Changes a world to one that exports the stubbed imports, and imports the interfaces that they
/// need.
fn turn_around(resolve: &mut Resolve, world: WorldId, stubs: &[Stub]) -> anyhow::Result<()> {
    let names: Vec<_> = resolve.worlds[world].imports.keys().map(|key| resolve.name_world_key(key)).collect();
    let mut names = names.iter();
    resolve.worlds[world].imports.retain(|_, item| {
        let name = names.next();
        matches!(item, WorldItem::Type { .. }) || stubs.iter().any(|stub| Some(&stub.import) == name)
    });
    let is_stubbed = |_: &WorldKey, item: &WorldItem| !matches!(item, WorldItem::Type { .. });
    resolve.exportize(world, Some("stubs".into()), Some(&is_stubbed))
}

fn module(resolve: &Resolve, world: WorldId, stubs: &[Stub]) -> Result<Vec<u8>, Vec<Mistake>> {
    let mut writer = ModuleWriter::new(resolve, world);
    let mut mistakes = Vec::new();
    for (index, stub) in stubs.iter().enumerate() {
        let exports = resolve.worlds[world].exports.iter();
        let found = exports.clone().find(|(key, _)| resolve.name_world_key(key) == stub.import);
        let functions: Vec<(Option<&WorldKey>, &Function)> = match found {
            Some((_, WorldItem::Function(function))) => vec![(None, function)],
            Some((key, WorldItem::Interface { id, .. })) => {
                resolve.interfaces[*id].functions.values().map(|function| (Some(key), function)).collect()
            }
            _ => {
                mistakes.push(of_stub(index, "it is no interface and no function".into()));
                continue;
            }
        };
        for (answer, call) in stub.answers.iter().enumerate() {
            if !functions.iter().any(|(_, function)| is_called(call, function)) {
                let known: Vec<_> = functions.iter().map(|(_, function)| plain_name(function)).collect();
                let reason = format!("there is no function {}, but {}", name_of(call), known.join(", "));
                mistakes.push(Mistake { stub: index as u32, answer: Some(answer as u32), reason });
            }
        }
        for (key, function) in functions {
            let answers = stub.answers.iter().enumerate().filter(|(_, answer)| is_called(answer, function));
            let written = writer.function(key, function, &answers.collect::<Vec<_>>());
            mistakes.extend(written.into_iter().map(|(answer, reason)| Mistake {
                stub: index as u32,
                answer: answer.map(|answer| answer as u32),
                reason,
            }));
        }
    }
    if mistakes.is_empty() { Ok(writer.finish()) } else { Err(mistakes) }
}

pub fn encode(module: &mut Vec<u8>, resolve: &Resolve, world: WorldId) -> anyhow::Result<Vec<u8>> {
    embed_component_metadata(module, resolve, world, StringEncoding::UTF8)?;
    ComponentEncoder::default().module(module)?.validate(true).encode()
}

const fn of_stub(stub: usize, reason: String) -> Mistake {
    Mistake { stub: stub as u32, answer: None, reason }
}

/// The name that is called, without its arguments.
fn name_of(answer: &Answer) -> &str {
    answer.call.split('(').next().unwrap_or_default().trim()
}

fn is_called(answer: &Answer, function: &Function) -> bool {
    name_of(answer) == plain_name(function)
}

/// `counter.up` of `[method]counter.up`.
pub fn plain_name(function: &Function) -> &str {
    function.name.rsplit(']').next().unwrap_or(&function.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::of_component;
    use crate::exports::wit_studio::toolkit::packages::{File, Guest as Packages};
    use crate::testing::component;
    use wit_component::dummy_module;
    use wit_parser::{LiftLowerAbi, ManglingAndAbi};

    const WIT: &str = "package t:s@1.0.0;
      interface types { resource ticket { constructor(n: u32); number: func() -> u32; } }
      interface desk {
        use types.{ticket};
        variant reason { closed, busy(u32) }
        record place { row: u8, name: option<string> }
        flags rights { read, write }
        count: func(a: string, b: s64) -> u32;
        seat: func() -> result<place, reason>;
        seats: func() -> list<place>;
        allowed: func() -> rights;
        next: func() -> ticket;
        look: func(at: borrow<ticket>, other: ticket);
        later: async func(x: f32) -> string;
      }
      interface pipes {
        variant origin { all, one(stream<string>) }
        listen: func() -> stream<u8>;
        talk: func(words: stream<u8>, done: future) -> result<origin, u32>;
      }
      interface later { answer: func() -> future<u32>; }
      world app { import desk; import pipes; import later; import greet: func(name: string) -> string; }";

    fn app() -> Vec<u8> {
        let mut resolve = Resolve::default();
        let package = resolve.push_str("a.wit", WIT).unwrap();
        let world = resolve.select_world(&[package], Some("app")).unwrap();
        let mut module = dummy_module(&resolve, world, ManglingAndAbi::Legacy(LiftLowerAbi::Sync));
        encode(&mut module, &resolve, world).unwrap()
    }

    fn stub(import: &str, answers: &[(&str, &str)]) -> Stub {
        let answer = |(call, value): &(&str, &str)| Answer { call: (*call).into(), value: (*value).into() };
        Stub { import: import.into(), answers: answers.iter().map(answer).collect() }
    }

    fn made(stubs: Vec<Stub>) -> (Vec<String>, Vec<String>) {
        let description = of_component(&Toolkit::make(app(), stubs).unwrap()).unwrap();
        let names = |items: Vec<crate::exports::wit_studio::toolkit::describe::Item>| {
            items.into_iter().map(|item| item.name).collect()
        };
        (names(description.imports), names(description.exports))
    }

    fn mistakes(stubs: Vec<Stub>) -> Vec<(Option<u32>, String)> {
        Toolkit::make(app(), stubs).unwrap_err().into_iter().map(|one| (one.answer, one.reason)).collect()
    }

    #[test]
    fn exports_the_imports_of_a_component() {
        let stubs = vec![stub("greet", &[]), stub("t:s/types@1.0.0", &[]), stub("t:s/desk@1.0.0", &[])];
        let (imports, exports) = made(stubs);
        assert_eq!(imports, [] as [&str; 0]);
        assert_eq!(exports.len(), 3, "{exports:?}");
    }

    #[test]
    fn gives_streams_that_end_and_drops_those_that_it_gets() {
        let (imports, _) = made(vec![stub("t:s/pipes@1.0.0", &[("talk", "err(3)")])]);
        assert_eq!(imports, [] as [&str; 0]);
        made(vec![stub("t:s/pipes@1.0.0", &[("talk", "ok(one)")])]);
    }

    #[test]
    fn takes_answers_for_functions_and_for_calls() {
        let answers = [
            ("count(\"a\\nb\", -3)", "4"),
            ("count", "5"),
            ("seat", "err(busy(7))"),
            ("seats", "[{row: 1, name: \"front\"}, {row: 2}]"),
            ("allowed", "{write}"),
            ("later", "\"soon\""),
        ];
        let (imports, _) = made(vec![stub("t:s/types@1.0.0", &[]), stub("t:s/desk@1.0.0", &answers)]);
        assert_eq!(imports, [] as [&str; 0]);
        made(vec![stub("greet", &[("greet(\"Ada\")", "\"hello\"")])]);
    }

    #[test]
    fn says_what_is_wrong_with_each_answer() {
        let answers = [
            ("cuont", "1"),
            ("count", "-1"),
            ("count(1)", "1"),
            ("seat", "err(broken)"),
            ("seats", "[{row: 300}]"),
            ("allowed", "{execute}"),
            ("next", "1"),
            ("later(1", "\"\""),
            ("later", "soon"),
        ];
        let found = mistakes(vec![stub("t:s/types@1.0.0", &[]), stub("t:s/desk@1.0.0", &answers)]);
        let wrong: Vec<_> = found.iter().map(|(answer, _)| answer.unwrap()).collect();
        assert_eq!(wrong.len(), answers.len(), "{found:#?}");
        let field =
            mistakes(vec![stub("t:s/types@1.0.0", &[]), stub("t:s/desk@1.0.0", &[("seat", "ok({rwo: 1})")])]);
        assert_eq!(field, [(Some(0), "place has no field rwo".into())]);
        assert!(found[0].1.starts_with("there is no function cuont, but count,"), "{found:#?}");
    }

    #[test]
    fn names_what_it_cannot_make() {
        let found = mistakes(vec![stub("t:s/desk@1.0.0", &[]), stub("t:s/later@1.0.0", &[])]);
        assert_eq!(found.len(), 2, "{found:#?}");
        assert!(found[0].1.starts_with("next: only t:s/types@1.0.0 makes the resource ticket"), "{found:#?}");
        assert!(found[1].1.contains("future"), "{found:#?}");
    }

    #[test]
    fn makes_those_of_components_with_exports_that_wit_cannot_describe() {
        let with = |more: &str| {
            let desk = r#"(import "t:s/desk" (instance $desk (export "count" (func (result u32)))))"#;
            let app = component(&format!("(component {desk} {more})"));
            let made = Toolkit::make(app, vec![stub("t:s/desk", &[("count", "7")])]);
            made.map(|bytes| of_component(&bytes).unwrap().exports[0].name.clone())
        };
        let exports = [
            r#"(core module $m) (export "m" (core module $m))"#,
            r#"(component $c) (export "c" (component $c))"#,
            r#"(import "r" (type $r (sub resource))) (export "s" (type $r))"#,
            r#"(instance $i) (instance $o (export "i" (instance $i))) (export "o" (instance $o))"#,
            r#"(import "t:s/types" (instance $t (export "x" (type (sub resource))))) (alias export $t "x" (type $x)) (export "t:s/types" (instance $t))"#,
        ];
        for more in exports {
            assert_eq!(with(more).unwrap(), "t:s/desk", "{more}");
        }
        let nested = with(r#"(import "o" (instance (export "i" (instance))))"#).unwrap_err();
        assert!(nested[0].reason.starts_with("WIT cannot describe the imports: "), "{nested:#?}");
    }

    #[test]
    fn refuses_what_is_no_component_and_no_import() {
        assert_eq!(Toolkit::make(b"no".to_vec(), vec![]).unwrap_err().len(), 1);
        assert_eq!(mistakes(vec![stub("t:s/nothing", &[])]).len(), 1);
        let package = <Toolkit as Packages>::encode(
            vec![File { path: "a.wit".into(), text: "package a:b; interface i {}".into() }],
            Vec::new(),
        );
        assert_eq!(Toolkit::make(package.unwrap(), vec![stub("a:b/i", &[])]).unwrap_err().len(), 1);
    }
}
