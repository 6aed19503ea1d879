//! See `wit/engine.wit`.

mod asynchronous;
mod functions;
mod plain_names;
mod required;
mod root_types;
mod unusual;

wit_bindgen::generate!({ world: "engine", path: "wit" });

use anyhow::bail;
use exports::wit_studio::engine::bindings::{File, Generated, Guest, Item, Refusal};
use functions::Functions;
use js_component_bindgen::{ExportKind, InstantiationMode, TranspileOpts, Transpiled, transpile};
use std::collections::HashMap;
use wasmparser::{Parser, Payload, TypeRef, Validator, WasmFeatures};
use wit_component::DecodedWasm;

/// Implements the exports of the world.
pub struct Engine;

impl Guest for Engine {
    fn generate(component: Vec<u8>, multi_memory: bool) -> Result<Generated, Refusal> {
        whole(&component).map_err(|reason| Refusal::Invalid(vec![reason]))?;
        if let Some(name) = unusual::first(&component) {
            return Err(Refusal::UnusualName(name));
        }
        translate(&component, multi_memory).map_err(|error| {
            let reasons = error.chain().map(ToString::to_string).collect();
            match validate(&component) {
                Ok(()) => Refusal::Unsupported(reasons),
                Err(_) => Refusal::Invalid(reasons),
            }
        })
    }

    fn validate(component: Vec<u8>) -> Result<(), String> {
        validate(&component)
    }
}

fn translate(component: &[u8], multi_memory: bool) -> anyhow::Result<Generated> {
    let component = root_types::as_interface(component)?;
    let renamed = plain_names::rename(&component)?;
    let output = transpile(&renamed, options(multi_memory, has_exceptions(&component)))?;
    described(output, &component)
}

/// Whether a core module throws or catches exceptions. Only then do adapters between components end one as a trap,
/// because that costs each call something and needs a newer V8.
fn has_exceptions(component: &[u8]) -> bool {
    let mut payloads = Parser::new(0).parse_all(component).map_while(Result::ok);
    payloads.any(|payload| match payload {
        Payload::TagSection(_) => true,
        Payload::ImportSection(section) => {
            section.into_imports().map_while(Result::ok).any(|import| matches!(import.ty, TypeRef::Tag(_)))
        }
        _ => false,
    })
}

/// Enables all features of WebAssembly, also those that the generator does not support.
fn validate(component: &[u8]) -> Result<(), String> {
    whole(component)?;
    let checked = Validator::new_with_features(WasmFeatures::all()).validate_all(component);
    checked.map(|_| ()).map_err(|error| error.to_string())
}

/// Of a file that ends between two sections of a module in it, wasmparser 0.259 takes that for the end of the module.
fn whole(component: &[u8]) -> Result<(), String> {
    for payload in Parser::new(0).parse_all(component).map_while(Result::ok) {
        if let Some((_, range)) = payload.as_section()
            && range.end > component.len() as u64
        {
            return Err(format!("the section at byte {:#x} ends beyond the end of the file", range.start));
        }
    }
    Ok(())
}

fn options(multi_memory: bool, exceptions: bool) -> TranspileOpts {
    TranspileOpts::builder()
        .name("component".to_string())
        .no_typescript(true)
        .instantiation_mode(InstantiationMode::Async)
        .nodejs_compat_disabled(true)
        .no_namespaced_exports(false)
        .no_component_error_wrapping(true)
        .valid_lifting_optimization(true)
        .multi_memory(multi_memory)
        .supports_wasm_exnref(exceptions)
        .map(whole_names())
        .build()
}

/// Interfaces whose functions differ by version: the script imports them by names with their
/// version, so that a component may import several. Others are imported by their names without a
/// version.
fn whole_names() -> HashMap<String, String> {
    let drafts = ["0.2.0-draft", "0.2.0-draft2"].map(|version| ("keyvalue", version, version));
    // All releases of 0.3 are one: a later one adds to those before it.
    let third =
        ["cli", "clocks", "filesystem", "http", "random", "sockets"].map(|name| (name, "0.3.0", "0.3"));
    let names = drafts.into_iter().chain(third);
    names
        .map(|(name, version, asked)| (format!("wasi:{name}/*@{version}"), format!("wasi:{name}/*@{asked}")))
        .collect()
}

fn described(output: Transpiled, component: &[u8]) -> anyhow::Result<Generated> {
    let (resolve, world) = match wit_component::decode(component)? {
        DecodedWasm::Component(resolve, world) => (resolve, world),
        DecodedWasm::WitPackage(..) => bail!("it is a WIT package, types without code"),
    };
    let Functions { types, functions, .. } = functions::exported(&resolve, world);
    Ok(Generated {
        files: output.files.into_iter().map(|(name, contents)| File { name, contents }).collect(),
        imports: output.imports,
        required: required::required(&resolve, world),
        asynchronous: asynchronous::asynchronous(component)?,
        exports: items(output.exports),
        types,
        functions,
    })
}

fn items(exports: Vec<(String, ExportKind)>) -> Vec<Item> {
    let own = exports.into_iter().filter(|(name, _)| plain_names::is_own(name));
    own.map(|(name, kind)| Item { name, is_interface: matches!(kind, ExportKind::Instance) }).collect()
}

// A native build exports nothing.
#[cfg(target_arch = "wasm32")]
export!(Engine);
