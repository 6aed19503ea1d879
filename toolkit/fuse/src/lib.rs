//! Merges the core modules of a component into one (see `wit/fuse.wit`).
//!
//! 1. `translated`: wasmtime-environ translates the component to the order of instantiation, the
//!    adapters, and the trampolines between them; `forward` first puts a component between the host
//!    and functions that pass its handles.
//! 2. `fusion` collects the fused module: `instance` copies each instance of a core module with its
//!    indices rewritten (`maps`); `leaving` drops checks that nothing can observe, `lists` copies
//!    lists at once, `inline` inlines small functions.
//! 3. `trampolines` writes the functions that wasmtime would provide: text (`transcode`), handles
//!    (`handles`, `resources`), and handles of exported resources (`exchange`).
//! 4. `fixup` writes a second module, which fills the table of the functions of the host.
//! 5. `border` puts both into a component with the types of the same world (`sketch`); `origins`
//!    keeps the debug information.

mod border;
mod builder;
mod characters;
mod exchange;
mod exported;
mod fixup;
mod forward;
mod forwarder;
mod fusion;
mod handles;
mod inline;
mod inside;
mod instance;
mod leaving;
mod lists;
mod maps;
mod named;
mod origins;
mod parsed;
mod reach;
mod resources;
mod shim;
mod sketch;
mod trampolines;
mod transcode;
mod translated;
mod unfusable;
mod world;

wit_bindgen::generate!({ world: "fuse", path: "wit" });

use border::{Bound, Defined};
pub use exports::wit_studio::fuse::fusing::{Fused, Refusal};
use forward::Forwarded;
use fusion::{Fusion, HOST_TABLE};
use inside::{Inside, Kind, Lowered};
use std::collections::{HashSet, VecDeque};
use trampolines::Called;
use translated::Translated;
use wasm_encoder::ExportKind;
use wasmparser::{Validator, WasmFeatures};
use wasmtime_environ::ScopeVec;
use wasmtime_environ::component::RuntimeComponentInstanceIndex;
use world::World;

/// Implements the exports of the world.
pub struct Fuse;

impl exports::wit_studio::fuse::fusing::Guest for Fuse {
    fn fuse(component: Vec<u8>, inlines: bool) -> Result<Fused, Refusal> {
        fuse(&component, inlines)
    }
}

pub fn fuse(component: &[u8], inlines: bool) -> Result<Fused, Refusal> {
    let checked = Validator::new_with_features(WasmFeatures::all()).validate_all(component);
    checked.map_err(|error| Refusal::Invalid(error.to_string()))?;
    let reasons = unfusable::reasons(component).map_err(|error| Refusal::Invalid(error.to_string()))?;
    if !reasons.is_empty() {
        return Err(Refusal::Unfusable(reasons));
    }
    let fused = joined(component, inlines).map_err(|reason| Refusal::Unfusable(vec![reason]))?;
    // A fault of this crate has to leave the component as it is.
    let checked = Validator::new_with_features(WasmFeatures::all()).validate_all(&fused.component);
    checked.map_err(|error| Refusal::Unfusable(vec![format!("fused, it would break the rules: {error}")]))?;
    Ok(fused)
}

/// How many memories and tables a module may have in the engines that there are.
const MOST: usize = 100;

fn joined(component: &[u8], inlines: bool) -> Result<Fused, String> {
    let adapters = ScopeVec::new();
    let world = World::of(component)?;
    let forwarded = forward::forward(component, &world)?;
    let whole = forwarded.as_ref().map_or(component, |forwarded| &forwarded.component);
    let source = Translated::new(whole, &adapters)?;
    let mut fusion = Fusion::new(&source, forwarders(&source, forwarded.as_ref()), inlines)?;
    let lifted = exported::exported(&mut fusion)?;
    let resources = defined(&mut fusion, &world)?;
    let lowered = lowered(&mut fusion);
    fusion.size_host_table();
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
    let (instances, adapters) = (fusion.instance_count, fusion.adapters);
    inside.module = fusion.builder.finish();
    let component = border::bind(&sketch::sketch(&world)?, Bound { lifted, resources, inside })?;
    Ok(Fused { component, instances, adapters })
}

/// The root is instance 0; see `forward`.
fn forwarders(
    source: &Translated<'_>,
    forwarded: Option<&Forwarded>,
) -> HashSet<RuntimeComponentInstanceIndex> {
    let last = source.component.num_runtime_component_instances - 1;
    let Some(forwarded) = forwarded else { return HashSet::new() };
    let all = [Some(1), forwarded.behind_outward.map(|behind| last - behind)];
    all.into_iter().flatten().map(RuntimeComponentInstanceIndex::from_u32).collect()
}

/// The resources that the world exports, in its order.
fn defined(fusion: &mut Fusion<'_>, world: &World) -> Result<VecDeque<Defined>, String> {
    let resources = exported::resources(fusion.source);
    let mut all = VecDeque::new();
    for (interface, name) in world.exported_resources() {
        let found = resources.iter().find(|one| (&one.interface, &one.name) == (&interface, &name));
        let found = found.ok_or_else(|| format!("it exports a resource that it imports, \"{name}\""))?;
        let exchange = fusion.resources.as_ref().and_then(|resources| resources.exchange);
        let destructor = exchange.map(|exchange| exchange.destructor(fusion, found));
        let destructor = destructor.map(|function| fusion.builder.export(ExportKind::Func, function));
        all.push_back(Defined { interface, name, destructor });
    }
    Ok(all)
}

fn lowered(fusion: &mut Fusion<'_>) -> Vec<Lowered> {
    let called: Vec<_> = fusion.host_functions.iter().map(|function| function.called).collect();
    called
        .into_iter()
        .map(|called| {
            let (interface, name) = named(fusion, called);
            let kind = match called {
                Called::Import { options, .. } => Kind::Function(exported::options(fusion, options)),
                Called::New(_) => Kind::New,
                Called::Representation(_) => Kind::Representation,
                Called::Drop(_) => Kind::Drop,
            };
            Lowered { interface, name, kind }
        })
        .collect()
}

/// The interface and the name of a function or resource.
fn named(fusion: &Fusion<'_>, called: Called) -> (String, String) {
    let component = &fusion.source.component;
    let import = match called {
        Called::Import { lowered, .. } => fusion.host_imports[&lowered],
        Called::Drop(resource) | Called::New(resource) | Called::Representation(resource) => {
            if component.defined_resource_index(resource).is_some() {
                let mut exported = exported::resources(fusion.source).into_iter();
                let found = exported.find(|one| one.index == resource);
                return found.map(|one| (one.interface, one.name)).unwrap_or_default();
            }
            component.imported_resources[resource]
        }
    };
    let (import, path) = &component.imports[import];
    let import = component.import_types[*import].0.clone();
    match path.as_slice() {
        [] => (String::new(), import),
        [name, ..] => (import, name.clone()),
    }
}

// A native build exports nothing.
#[cfg(target_arch = "wasm32")]
export!(Fuse);
