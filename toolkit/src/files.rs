//! Components that have files.
//!
//! `base` is the prebuilt code (`toolkit/files`), `world` decides which imports of a component have to
//! be replaced, and `module` joins both: a function of the replaced interfaces calls (`body`) one of `base`, or
//! else the host's, with its handles converted (`handles`). The component exports copies of the interfaces under
//! other names (`copies`), so that it can also take handles of the host, which `passed` needs for exports.

mod base;
mod body;
mod copies;
mod handles;
mod imports;
mod module;
mod needed;
mod passed;
mod tasks;
mod third;
mod tree;
mod world;

use crate::exports::wit_studio::toolkit::files::{File, Front, Guest, Made, Pair, Refusal};
use crate::stubs::{decoded, encode};
use crate::{Toolkit, reasons};
use copies::{Copies, Place};
use passed::Exchange;
use wit_parser::{InterfaceId, Resolve, WorldId};
use world::{Found, Replaced, set_world};

impl Guest for Toolkit {
    fn make(component: Vec<u8>, files: Vec<File>) -> Result<Made, Refusal> {
        let failed = |error| Refusal::Unsupported(reasons::of_chain(&error).join(": "));
        let (mut resolve, world) = decoded(&component).map_err(failed)?;
        if let Some((version, imports)) = world::files_of_third(&resolve, world) {
            let is_replaced = |id: &InterfaceId| imports.iter().any(|one| one.id == *id);
            if let Some(export) = passed::with_handles(&resolve, world, is_replaced).next() {
                return Err(Refusal::Exported(export));
            }
            let names = imports.iter().map(|one| resolve.name_world_key(&one.key)).collect();
            return third::make(&version, names, &files).map_err(failed);
        }
        let found = world::replaced(&resolve, world)?;
        let is_replaced = |id: &InterfaceId| found.iter().any(|one| one.import.id == *id);
        world::refuse_imports(&resolve, world, &found, is_replaced)?;
        let exports = passed::passed(&resolve, world, is_replaced)?;
        made(&mut resolve, world, found, &exports, &files).map_err(failed)
    }
}

fn made(
    resolve: &mut Resolve,
    world: WorldId,
    found: Vec<Found>,
    exports: &[Place],
    files: &[File],
) -> anyhow::Result<Made> {
    let mut copies = Copies::default();
    let copied = found.into_iter().map(|Found { import, part, is_files }| {
        let export = copies.add(resolve, &import, "virtual-");
        Replaced { import, export, part, is_files }
    });
    let replaced: Vec<_> = copied.collect();
    let exchange = (!exports.is_empty()).then(|| Exchange::new(resolve, exports, &copies));
    needed::add_needed(resolve, &replaced);
    let places = replaced.iter().map(|one| &one.export);
    let offered: Vec<_> = places.chain(exchange.iter().map(|one| &one.place)).cloned().collect();
    let hosts: Vec<_> = replaced.iter().filter(|one| !one.is_files).map(|one| one.import.clone()).collect();
    set_world(resolve, world, &hosts, &offered)?;
    let mut module = module::write(resolve, &replaced, exchange.as_ref(), files)?;
    let component = encode(&mut module, resolve, world)?;
    let front = match &exchange {
        Some(exchange) => Some(front(resolve, world, exports, exchange, &mut copies, &replaced)?),
        None => None,
    };
    let pair = |one: &Replaced| named(resolve, &one.import, &one.export);
    Ok(Made { component, replaced: replaced.iter().map(pair).collect(), front })
}

fn front(
    resolve: &mut Resolve,
    world: WorldId,
    exports: &[Place],
    exchange: &Exchange,
    copies: &mut Copies,
    replaced: &[Replaced],
) -> anyhow::Result<Front> {
    let (mut module, imports) = passed::write(resolve, world, exports, exchange, copies, replaced)?;
    let component = encode(&mut module, resolve, world)?;
    let pairs = imports.iter().zip(exports).map(|(import, export)| named(resolve, import, export));
    Ok(Front { component, passed: pairs.collect() })
}

fn named(resolve: &Resolve, import: &Place, export: &Place) -> Pair {
    let name = |place: &Place| resolve.name_world_key(&place.key);
    Pair { imported: name(import), exported: name(export) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::of_component;
    use crate::exports::wit_studio::toolkit::describe::Item;
    use wit_component::dummy_module;
    use wit_parser::Resolve;

    const WASI: &str = "
      package wasi:io@0.2.6 {
        interface error { resource error { to-debug-string: func() -> string; } }
        interface poll { resource pollable { block: func(); } poll: func(in: list<borrow<pollable>>) -> list<u32>; }
        interface streams {
          use error.{error};
          use poll.{pollable};
          variant stream-error { last-operation-failed(error), closed }
          resource input-stream { read: func(len: u64) -> result<list<u8>, stream-error>; }
          resource output-stream {
            splice: func(src: borrow<input-stream>, len: u64) -> result<u64, stream-error>;
          }
        }
      }
      package wasi:filesystem@0.2.6 {
        interface types {
          use wasi:io/streams@0.2.6.{input-stream};
          enum error-code { access }
          resource descriptor { read-via-stream: func(offset: u64) -> result<input-stream, error-code>; }
        }
        interface preopens {
          use types.{descriptor};
          get-directories: func() -> list<tuple<descriptor, string>>;
        }
      }";

    /// A component of a world with these items, and its files.
    fn made(items: &str) -> Result<Made, Refusal> {
        let mut resolve = Resolve::default();
        let text = format!("package t:s; {WASI} {items}");
        let package = resolve.push_str("a.wit", &text).unwrap();
        let world = resolve.select_world(&[package], Some("app")).unwrap();
        let mut module =
            dummy_module(&resolve, world, wit_parser::ManglingAndAbi::Legacy(wit_parser::LiftLowerAbi::Sync));
        let files = ["etc/app.toml", "data/"].map(|path| File { path: path.into(), content: b"x".to_vec() });
        Toolkit::make(encode(&mut module, &resolve, world).unwrap(), files.to_vec())
    }

    #[test]
    fn exports_the_files_and_what_shares_their_streams() {
        let made = made(
            "interface out { use wasi:io/streams@0.2.6.{output-stream}; get: func() -> output-stream; }
             interface sink {
               use wasi:io/streams@0.2.6.{input-stream};
               resource pipe { constructor(all: list<option<input-stream>>); take: func() -> result<input-stream, u64>; }
             }
             interface plain { add: func(a: u32) -> u32; }
             interface pipes { use sink.{pipe}; connect: func(a: pipe, b: borrow<pipe>); }
             world app {
               import wasi:filesystem/preopens@0.2.6; import out; import sink; import plain; import pipes;
               export run: func();
             }",
        );
        let made = made.unwrap();
        let names = ["out", "sink", "pipes"].map(|name| format!("t:s/{name}"));
        let replaced: Vec<_> = made.replaced.iter().map(|one| one.imported.clone()).collect();
        assert!(names.iter().all(|name| replaced.contains(name)), "{replaced:?}");
        assert!(!replaced.contains(&"t:s/plain".into()));
        assert!(made.front.is_none());
        let description = of_component(&made.component).unwrap();
        let exports: Vec<_> = description.exports.into_iter().map(|item| item.name).collect();
        let exported: Vec<_> = made.replaced.into_iter().map(|one| one.exported).collect();
        assert_eq!(exports, exported);
        assert!(exported.contains(&"virtual-wasi:io/streams@0.2.6".into()), "{exported:?}");
        let imports: Vec<_> = description.imports.into_iter().map(|item| item.name).collect();
        assert!(imports.iter().all(|name| !name.starts_with("wasi:filesystem/")), "{imports:?}");
    }

    #[test]
    fn needs_an_import_of_files() {
        assert!(matches!(made("world app { export run: func(); }"), Err(Refusal::NotImported)));
    }

    #[test]
    fn puts_a_front_before_exports_that_take_handles() {
        let made = made(
            "interface copy {
               use wasi:io/streams@0.2.6.{input-stream};
               all: func(prefix: string, given: list<input-stream>) -> result<string, u32>;
             }
             world app { import wasi:filesystem/types@0.2.6; export copy; }",
        );
        let front = made.unwrap().front.unwrap();
        assert_eq!(
            front.passed.iter().map(|one| (one.imported.as_str(), one.exported.as_str())).collect::<Vec<_>>(),
            [("inner-t:s/copy", "t:s/copy")]
        );
        let description = of_component(&front.component).unwrap();
        let names = |items: Vec<Item>| items.into_iter().map(|item| item.name).collect::<Vec<_>>();
        assert_eq!(names(description.exports), ["t:s/copy"]);
        assert_eq!(
            names(description.imports).iter().filter(|name| !name.contains("wasi:")).collect::<Vec<_>>(),
            ["wit-studio:files/handles", "inner-t:s/copy"]
        );
    }

    /// As in a chain of HTTP handlers.
    #[test]
    fn passes_an_interface_that_is_also_imported() {
        let made = made(
            "interface copy { use wasi:io/streams@0.2.6.{input-stream}; all: func(given: input-stream); }
             world app { import wasi:filesystem/types@0.2.6; import copy; export copy; }",
        );
        let made = made.unwrap();
        assert!(made.replaced.iter().any(|one| one.imported == "t:s/copy"));
        assert_eq!(made.front.unwrap().passed[0].exported, "t:s/copy");
    }

    #[test]
    fn refuses_exports_that_give_or_borrow_handles() {
        for function in [
            "() -> input-stream",
            "(given: borrow<input-stream>)",
            "(all: list<option<borrow<input-stream>>>)",
        ] {
            let refusal = made(&format!(
                "interface copy {{ use wasi:io/streams@0.2.6.{{input-stream}}; all: func{function}; }}
                 world app {{ import wasi:filesystem/types@0.2.6; export copy; }}",
            ));
            assert!(matches!(refusal, Err(Refusal::Exported(name)) if name == "t:s/copy"), "{function}");
        }
    }

    #[test]
    fn refuses_what_is_not_known() {
        let refusal = made(
            "interface more { use wasi:filesystem/types@0.2.6.{descriptor}; all: async func() -> descriptor; }
             world app { import more; }",
        );
        assert!(matches!(refusal, Err(Refusal::Unsupported(_))));
        assert!(matches!(Toolkit::make(b"no".to_vec(), vec![]), Err(Refusal::Unsupported(_))));
    }
}
