//! The exports of a component to the host, by wit-component's names of core functions.

use crate::fusion::Fusion;
use crate::trampolines;
use crate::translated::Translated;
use std::collections::HashMap;
use wasm_encoder::{CanonicalOption, ExportKind};
use wasmtime_environ::component::{
    CoreDef, Export, ExportIndex, OptionsIndex, ResourceIndex, StringEncoding, TypeDef,
};

/// A function of the fused module and how it takes and gives values, everything by the names of its exports.
pub struct Lifted {
    pub function: String,
    pub options: Options,
}

pub struct Options {
    pub encoding: CanonicalOption,
    pub memory: Option<String>,
    pub realloc: Option<String>,
    pub post_return: Option<String>,
}

/// A resource that an instance defines and the host has handles of.
pub struct Resource {
    pub interface: String,
    pub name: String,
    pub index: ResourceIndex,
}

/// Each once, in the order of the exports.
pub fn resources(source: &Translated<'_>) -> Vec<Resource> {
    let mut found: Vec<Resource> = Vec::new();
    for (interface, (index, _)) in source.component.exports.raw_iter() {
        let Export::Instance { exports, .. } = &source.component.export_items[*index] else { continue };
        for (name, (index, _)) in exports.raw_iter() {
            let Export::Type(TypeDef::Resource(ty)) = source.component.export_items[*index] else { continue };
            let index = source.types[ty].unwrap_concrete_ty();
            let is_new = found.iter().all(|resource| resource.index != index);
            if is_new && source.component.defined_resource_index(index).is_some() {
                let (interface, name) = (interface.as_ref().to_string(), name.as_ref().to_string());
                found.push(Resource { interface, name, index });
            }
        }
    }
    found
}

pub fn exported(fusion: &mut Fusion<'_>) -> Result<HashMap<String, Lifted>, String> {
    let source = fusion.source;
    let mut found = Vec::new();
    for (name, (index, _)) in source.component.exports.raw_iter() {
        functions(source, None, name.as_ref(), *index, &mut found)?;
    }
    found
        .into_iter()
        .map(|(name, definition, index)| {
            let function = fusion.function(definition)?;
            let function = fusion.builder.export(ExportKind::Func, function);
            Ok((name, Lifted { function, options: options(fusion, index) }))
        })
        .collect()
}

type Found<'a> = Vec<(String, &'a CoreDef, OptionsIndex)>;

fn functions<'a>(
    source: &'a Translated<'_>,
    within: Option<&str>,
    name: &str,
    index: ExportIndex,
    found: &mut Found<'a>,
) -> Result<(), String> {
    let name = within.map_or(name.to_string(), |interface| format!("{interface}#{name}"));
    match &source.component.export_items[index] {
        Export::LiftedFunction { func, options, .. } => found.push((name, func, *options)),
        Export::Instance { exports, .. } => {
            for (inner, (index, _)) in exports.raw_iter() {
                functions(source, Some(&name), inner.as_ref(), *index, found)?;
            }
        }
        Export::Type(_) => {}
        Export::ModuleStatic { .. } | Export::ModuleImport { .. } => {
            return Err(format!("it exports a core module, \"{name}\""));
        }
    }
    Ok(())
}

/// Exports of the fused module what they name.
pub fn options(fusion: &mut Fusion<'_>, index: OptionsIndex) -> Options {
    let options = fusion.source.component.options[index].clone();
    let (memory, realloc) = match options.data_model {
        wasmtime_environ::component::CanonicalOptionsDataModel::LinearMemory(linear) => {
            (linear.memory, linear.realloc)
        }
        wasmtime_environ::component::CanonicalOptionsDataModel::Gc {} => unreachable!("refused before"),
    };
    let (realloc, post_return) =
        (realloc.map(|i| fusion.reallocs[&i]), options.post_return.map(|i| fusion.post_returns[&i]));
    let mut guarded = |function: Option<u32>| {
        function.map(|function| {
            let function = trampolines::guarded(fusion, function, options.instance);
            fusion.builder.export(ExportKind::Func, function)
        })
    };
    let (realloc, post_return) = (guarded(realloc), guarded(post_return));
    Options {
        encoding: match options.string_encoding {
            StringEncoding::Utf8 => CanonicalOption::UTF8,
            StringEncoding::Utf16 => CanonicalOption::UTF16,
            StringEncoding::CompactUtf16 => CanonicalOption::CompactUTF16,
        },
        memory: memory.map(|index| {
            let memory = fusion.memories[&index];
            fusion.builder.export(ExportKind::Memory, memory)
        }),
        realloc,
        post_return,
    }
}
