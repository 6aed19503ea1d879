//! Lets a script run the engine's queue of jobs, the reactions of its promises, during a call of
//! one of its functions: so a function that is not async in the WIT can be async in JavaScript. The
//! engine itself empties the queue only after the call of an async export, which the script's
//! import is bound to.

use anyhow::Result;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{EntityType, Function, ImportSection, Module};
use wasmparser::Parser;
use wit_parser::{Resolve, WorldId, WorldItem, WorldKey};

/// An import of the script that no host sees.
const PACKAGE: &str = "package wit-studio:engine; interface jobs { run: func(); }";
const INTERFACE: &str = "wit-studio:engine/jobs";
/// The function that `fix` defines for it.
pub const SYMBOL: &str = "jobs:run";
/// In JavaScript `witStudioJobs`: the async export, whose promise is settled at once.
pub const EXPORT: &str = "wit-studio-jobs";

/// The world as the script has it.
pub fn world(resolve: &Resolve, world: WorldId) -> Result<Resolve> {
    let mut resolve = resolve.clone();
    let package = resolve.push_source("jobs.wit", PACKAGE)?;
    let id = resolve.packages[package].interfaces["jobs"];
    let item = WorldItem::Interface {
        id,
        stability: Default::default(),
        external_id: None,
        docs: Default::default(),
        span: Default::default(),
    };
    resolve.worlds[world].imports.insert(WorldKey::Interface(id), item);
    Ok(resolve)
}

/// The call of an async export that has nothing to wait for: it returns when the queue is empty.
pub fn run(export: u32, export_start: u32, export_async_call: u32) -> Function {
    let mut function = Function::new([]);
    let mut code = function.instructions();
    code.i32_const(export.cast_signed()).call(export_start);
    code.i32_const(export.cast_signed()).call(export_async_call).drop().end();
    function
}

/// The bindings with the script's import bound to `SYMBOL`.
pub fn bind(bindings: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    Binder.parse_core_module(&mut module, Parser::new(0), bindings)?;
    Ok(module.finish())
}

struct Binder;

impl Reencode for Binder {
    type Error = std::convert::Infallible;

    fn parse_imports(
        &mut self,
        imports: &mut ImportSection,
        group: wasmparser::Imports<'_>,
    ) -> Result<(), reencode::Error> {
        match group {
            wasmparser::Imports::Single(_, import) if import.module == INTERFACE => {
                let ty: EntityType = self.entity_type(import.ty)?;
                imports.import("env", SYMBOL, ty);
                Ok(())
            }
            other => reencode::utils::parse_imports(self, imports, other),
        }
    }
}
