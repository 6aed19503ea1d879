//! Components that have files.
//!
//! `base` is the prebuilt code (`toolkit/files`), `world` decides which imports of a component have to
//! be replaced, and `module` joins both: a function of the replaced interfaces is one of `base`, or else
//! the host's, with its handles converted (`handles`).

mod base;
mod handles;
mod imports;
mod module;
mod needed;
mod tree;
mod world;

use crate::exports::wit_studio::toolkit::files::{File, Guest, Made, Refusal};
use crate::stubs::{decoded, encode};
use crate::{Toolkit, reasons};

impl Guest for Toolkit {
    fn make(component: Vec<u8>, files: Vec<File>) -> Result<Made, Refusal> {
        let failed = |error| Refusal::Unsupported(reasons::of_chain(&error).join(": "));
        let (mut resolve, world) = decoded(&component).map_err(failed)?;
        let replaced = world::turn_around(&mut resolve, world)?;
        needed::add_needed(&mut resolve, &replaced);
        let mut module = module::write(&resolve, &replaced, &files).map_err(failed)?;
        let component = encode(&mut module, &resolve, world).map_err(failed)?;
        let replaced = replaced.iter().map(|one| resolve.name_world_key(&one.key)).collect();
        Ok(Made { component, replaced })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::of_component;
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
        assert!(names.iter().all(|name| made.replaced.contains(name)), "{:?}", made.replaced);
        assert!(!made.replaced.contains(&"t:s/plain".into()));
        let description = of_component(&made.component).unwrap();
        let exports: Vec<_> = description.exports.into_iter().map(|item| item.name).collect();
        assert_eq!(exports, made.replaced);
        let imports: Vec<_> = description.imports.into_iter().map(|item| item.name).collect();
        assert!(imports.iter().all(|name| !name.starts_with("wasi:filesystem/")), "{imports:?}");
    }

    #[test]
    fn needs_an_import_of_files() {
        assert!(matches!(made("world app { export run: func(); }"), Err(Refusal::NotImported)));
    }

    #[test]
    fn refuses_exports_with_handles_that_it_would_replace() {
        let refusal = made(
            "interface copy { use wasi:io/streams@0.2.6.{input-stream}; all: func(stdin: input-stream); }
             world app { import wasi:filesystem/types@0.2.6; export copy; }",
        );
        assert!(matches!(refusal, Err(Refusal::Exported(name)) if name == "t:s/copy"));
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
