//! WIT for a module without any: its exported functions of numbers, as functions of signed integers
//! and floats.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use wasm_encoder::{ExportKind, ExportSection, Module, RawSection};
use wasmparser::types::TypesRef;
use wasmparser::{ExternalKind, FuncType, Parser, Payload, ValType, Validator};
use wit_component::{StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// The module with metadata, and its exports under the names that WIT gives them; none where it has no such function.
pub fn with_numeric_exports(module: &[u8]) -> anyhow::Result<Option<Vec<u8>>> {
    let types = Validator::new().validate_all(module)?;
    let names = wit_names(module, &types.as_ref())?;
    if names.is_empty() {
        return Ok(None);
    }
    let mut renamed = rename_exports(module, &names)?;
    let mut resolve = Resolve::default();
    let package = resolve.push_str("module.wit", &world(&names))?;
    let world = resolve.select_world(&[package], None)?;
    embed_component_metadata(&mut renamed, &resolve, world, StringEncoding::UTF8)?;
    Ok(Some(renamed))
}

/// The signature of an exported function, and its name in WIT.
struct Function {
    wit_name: String,
    signature: String,
}

/// By the names of the exports.
type Functions = BTreeMap<String, Function>;

fn wit_names(module: &[u8], types: &TypesRef<'_>) -> anyhow::Result<Functions> {
    let mut names = Functions::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::ExportSection(section) = payload? else { continue };
        for export in section {
            let export = export?;
            if export.kind != ExternalKind::Func {
                continue;
            }
            let ty = types[types.core_function_at(export.index)].unwrap_func();
            let (Some(wit_name), Some(signature)) = (wit_name(export.name), signature(ty)) else { continue };
            if names.values().all(|other| other.wit_name != wit_name) {
                names.insert(export.name.into(), Function { wit_name, signature });
            }
        }
    }
    Ok(names)
}

/// `add_all` is `add-all`. Names with a leading underscore belong to toolchains.
fn wit_name(name: &str) -> Option<String> {
    if name.starts_with('_') || name.starts_with("cabi_") {
        return None;
    }
    let kebab = name.replace('_', "-").to_ascii_lowercase();
    let is_word = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    kebab.split('-').all(is_word).then_some(kebab)
}

fn signature(ty: &FuncType) -> Option<String> {
    let mut text = String::from("func(");
    for (index, param) in ty.params().iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(text, "{comma}p{}: {}", index + 1, number(*param)?).ok()?;
    }
    text.push(')');
    match ty.results() {
        [] => {}
        [result] => write!(text, " -> {}", number(*result)?).ok()?,
        _ => return None,
    }
    Some(text)
}

fn number(ty: ValType) -> Option<&'static str> {
    match ty {
        ValType::I32 => Some("s32"),
        ValType::I64 => Some("s64"),
        ValType::F32 => Some("f32"),
        ValType::F64 => Some("f64"),
        _ => None,
    }
}

fn world(functions: &Functions) -> String {
    let mut text = String::from("package root:%module;\nworld %module {\n");
    for Function { wit_name, signature } in functions.values() {
        let _ = writeln!(text, "  export %{wit_name}: {signature};");
    }
    text + "}\n"
}

fn rename_exports(module: &[u8], names: &Functions) -> anyhow::Result<Vec<u8>> {
    let mut renamed = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::ExportSection(section) = &payload {
            let mut exports = ExportSection::new();
            for export in section.clone() {
                let export = export?;
                let name = names.get(export.name).map_or(export.name, |function| &function.wit_name);
                exports.export(name, kind(export.kind)?, export.index);
            }
            renamed.section(&exports);
        } else if let Some((id, range)) = payload.as_section() {
            renamed.section(&RawSection { id, data: bytes(module, range) });
        }
    }
    Ok(renamed.finish())
}

fn bytes(module: &[u8], range: Range<u64>) -> &[u8] {
    &module[range.start as usize..range.end as usize]
}

fn kind(kind: ExternalKind) -> anyhow::Result<ExportKind> {
    Ok(match kind {
        ExternalKind::Func => ExportKind::Func,
        ExternalKind::Table => ExportKind::Table,
        ExternalKind::Memory => ExportKind::Memory,
        ExternalKind::Global => ExportKind::Global,
        ExternalKind::Tag => ExportKind::Tag,
        other => anyhow::bail!("an export of an unknown kind: {other:?}"),
    })
}
