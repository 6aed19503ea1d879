//! See `wit/engine.wit`.

mod asynchronous;
mod required;

wit_bindgen::generate!({ world: "engine", path: "wit" });

use exports::wit_studio::engine::bindings::{File, Generated, Guest, Item, Requirement};
use js_component_bindgen::{ExportKind, InstantiationMode, TranspileOpts, Transpiled, transpile};

/// What the world's interface is implemented on.
pub struct Engine;

impl Guest for Engine {
    fn generate(component: Vec<u8>, multi_memory: bool) -> Result<Generated, Vec<String>> {
        let output = transpile(&component, options(multi_memory))
            .and_then(|output| described(output, &component));
        output.map_err(|error| error.chain().map(ToString::to_string).collect())
    }
}

fn options(multi_memory: bool) -> TranspileOpts {
    TranspileOpts::builder()
        .name("component".to_string())
        .no_typescript(true)
        .instantiation_mode(InstantiationMode::Async)
        .nodejs_compat_disabled(true)
        .no_namespaced_exports(false)
        .no_component_error_wrapping(true)
        .valid_lifting_optimization(true)
        .multi_memory(multi_memory)
        .build()
}

fn described(output: Transpiled, component: &[u8]) -> anyhow::Result<Generated> {
    Ok(generated(
        output,
        required::required(component)?,
        asynchronous::asynchronous(component)?,
    ))
}

fn generated(output: Transpiled, required: Vec<Requirement>, asynchronous: bool) -> Generated {
    Generated {
        files: output
            .files
            .into_iter()
            .map(|(name, contents)| File { name, contents })
            .collect(),
        imports: output.imports,
        required,
        asynchronous,
        exports: output
            .exports
            .into_iter()
            .map(|(name, kind)| Item {
                name,
                is_interface: matches!(kind, ExportKind::Instance),
            })
            .collect(),
    }
}

// A native build exports nothing.
#[cfg(target_arch = "wasm32")]
export!(Engine);
