//! The prebuilt engine (see `engine/README.md`), adapted to a world: its imports are taken from
//! `sys` or from the world, and some of its entries are replaced by those of `fix`.

use anyhow::Result;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module, RawSection, SectionId};
use wasmparser::{Parser, Payload, TypeRef};

use crate::surroundings::Surroundings;

const PLAIN: &[u8] = include_bytes!("../engine/runtime-opt-size-sync.wasm");
const ASYNC: &[u8] = include_bytes!("../engine/runtime-opt-size.wasm");

/// Entries that `fix` replaces.
pub const REPLACED: [&str; 6] = [
    "wit_dylib_initialize",
    "wit_dylib_push_own",
    "wit_dylib_push_borrow",
    "wit_dylib_resource_dtor",
    "wit_dylib_export_call",
    "wit_dylib_export_finish",
];

/// The name of the engine's own entry for that of its replacement.
pub fn original(name: &str) -> String {
    format!("engine:{name}")
}

/// An import of the engine that only `sys` provides.
pub struct Missing {
    pub symbol: String,
    pub name: String,
    pub signature: wasmparser::FuncType,
}

pub struct Engine {
    pub module: Vec<u8>,
    pub missing: Vec<Missing>,
}

pub fn prepare(is_async: bool, surroundings: &Surroundings) -> Result<Engine> {
    let bytes = if is_async { ASYNC } else { PLAIN };
    let mut module = Module::new();
    let mut missing = Vec::new();
    let mut types = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::TypeSection(section) => {
                types = section.clone().into_iter_err_on_gc_types().collect::<Result<Vec<_>, _>>()?;
                module.section(&raw(SectionId::Type as u8, slice(bytes, section.range())));
            }
            Payload::ImportSection(section) => {
                module.section(&imports(section, surroundings, &types, &mut missing)?);
            }
            Payload::ExportSection(section) => {
                module.section(&exports(section)?);
            }
            // The world of the engine itself; a build needs the user's instead.
            Payload::CustomSection(section) if section.name() != "dylink.0" => {}
            other => {
                if let Some((id, range)) = other.as_section() {
                    module.section(&raw(id, slice(bytes, range)));
                }
            }
        }
    }
    Ok(Engine { module: module.finish(), missing })
}

fn slice(bytes: &[u8], range: std::ops::Range<u64>) -> &[u8] {
    &bytes[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()]
}

fn raw(id: u8, data: &[u8]) -> RawSection<'_> {
    RawSection { id, data }
}

fn imports(
    section: wasmparser::ImportSectionReader<'_>,
    surroundings: &Surroundings,
    types: &[wasmparser::FuncType],
    missing: &mut Vec<Missing>,
) -> Result<ImportSection> {
    let mut imports = ImportSection::new();
    for import in section.into_imports() {
        let import = import?;
        let ty: EntityType = RoundtripReencoder.entity_type(import.ty)?;
        let TypeRef::Func(index) = import.ty else {
            imports.import(import.module, import.name, ty);
            continue;
        };
        if !is_foreign(import.module) {
            imports.import(import.module, import.name, ty);
        } else if let Some(interface) = surroundings.interface_for(import.module, import.name) {
            imports.import(&interface, import.name, ty);
        } else {
            let symbol = format!("sys:{}#{}", import.module, import.name);
            imports.import("env", &symbol, ty);
            let signature = types[index as usize].clone();
            missing.push(Missing { symbol, name: import.name.into(), signature });
        }
    }
    Ok(imports)
}

/// Of the engine's own surroundings, and not of the linker's or of the component model's.
fn is_foreign(module: &str) -> bool {
    module.starts_with("wasi:") || module.starts_with("local:") || module == "wasi_snapshot_preview1"
}

fn exports(section: wasmparser::ExportSectionReader<'_>) -> Result<ExportSection> {
    let mut exports = ExportSection::new();
    for export in section {
        let export = export?;
        let kind: ExportKind = RoundtripReencoder.export_kind(export.kind)?;
        let name = if REPLACED.contains(&export.name) { original(export.name) } else { export.name.into() };
        exports.export(&name, kind, export.index);
    }
    Ok(exports)
}
