//! See `wit/fuse.wit`.

mod border;
mod builder;
mod exported;
mod fixup;
mod fusion;
mod handles;
mod inside;
mod instance;
mod maps;
mod parsed;
mod resources;
mod sketch;
mod trampolines;
mod transcode;
mod translated;
mod unfusable;

wit_bindgen::generate!({ world: "fuse", path: "wit" });

use border::Bound;
pub use exports::wit_studio::fuse::fusing::{Fused, Refusal};
use fusion::{Fusion, HOST_TABLE};
use inside::{Inside, Lowered};
use translated::Translated;
use wasm_encoder::ExportKind;
use wasmparser::{Validator, WasmFeatures};
use wasmtime_environ::ScopeVec;

/// What the world's interface is implemented on.
pub struct Fuse;

impl exports::wit_studio::fuse::fusing::Guest for Fuse {
    fn fuse(component: Vec<u8>) -> Result<Fused, Refusal> {
        fuse(&component)
    }
}

pub fn fuse(component: &[u8]) -> Result<Fused, Refusal> {
    let checked = Validator::new_with_features(WasmFeatures::all()).validate_all(component);
    checked.map_err(|error| Refusal::Invalid(error.to_string()))?;
    let reasons = unfusable::reasons(component).map_err(|error| Refusal::Invalid(error.to_string()))?;
    if !reasons.is_empty() {
        return Err(Refusal::Unfusable(reasons));
    }
    let fused = joined(component).map_err(|reason| Refusal::Unfusable(vec![reason]))?;
    // A fault of this crate has to leave the component as it is.
    let checked = Validator::new_with_features(WasmFeatures::all()).validate_all(&fused.component);
    checked.map_err(|error| Refusal::Unfusable(vec![format!("fused, it would break the rules: {error}")]))?;
    Ok(fused)
}

/// How many memories and tables a module may have in the engines that there are.
const MOST: usize = 100;

fn joined(component: &[u8]) -> Result<Fused, String> {
    let adapters = ScopeVec::new();
    let source = Translated::new(component, &adapters)?;
    if let Some(import) = source.component.imported_resources.values().next() {
        let (import, path) = &source.component.imports[*import];
        let name = [&[source.component.import_types[*import].0.clone()], path.as_slice()].concat().join("/");
        return Err(format!("it imports the resource \"{name}\" from the host, which keeps its handles"));
    }
    let mut fusion = Fusion::new(&source)?;
    let lifted = exported::exported(&mut fusion)?;
    let lowered = lowered(&mut fusion);
    let (memories, tables) = (&fusion.builder.memories, &fusion.builder.tables);
    if memories.iter().any(|memory| memory.memory64) {
        return Err("it has memories of 64 bits".to_string());
    }
    if memories.len().max(tables.len()) > MOST {
        return Err(format!("it has more than {MOST} memories or tables"));
    }
    let start = fusion.builder.start_function().map(|start| fusion.builder.export(ExportKind::Func, start));
    let needed = start.is_some() || !lowered.is_empty();
    let mut inside = Inside::default();
    inside.table =
        (!fusion.host_functions.is_empty()).then(|| fusion.builder.export(ExportKind::Table, HOST_TABLE));
    inside.fixup = needed.then(|| fixup::fixup(&fusion.host_functions, start.is_some()));
    inside.lowered = lowered;
    inside.start = start;
    let (instances, adapters) = (fusion.instance_count(), fusion.adapters);
    inside.module = fusion.builder.finish();
    let component = border::bind(&sketch::sketch(component)?, Bound { lifted, inside })?;
    Ok(Fused { component, instances, adapters })
}

fn lowered(fusion: &mut Fusion<'_>) -> Vec<Lowered> {
    let called = fusion.host_functions.iter().map(|function| (function.lowered, function.options));
    let called: Vec<_> = called.collect();
    let mut all = Vec::new();
    for (lowered, options) in called {
        let (import, path) = &fusion.source.component.imports[fusion.host_imports[&lowered]];
        let import = fusion.source.component.import_types[*import].0.clone();
        let (interface, name) = match path.as_slice() {
            [] => (String::new(), import),
            [name, ..] => (import, name.clone()),
        };
        all.push(Lowered { interface, name, options: exported::options(fusion, options) });
    }
    all
}

// A native build exports nothing.
#[cfg(target_arch = "wasm32")]
export!(Fuse);
