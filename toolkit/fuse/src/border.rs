//! Puts the fused module into a component of the same world: types, imports and exports stay as wit-component wrote
//! them for the sketch, and whatever concerns core modules in it is replaced.

use crate::exported::Lifted;
use crate::inside::{Host, Inside};
use std::collections::HashMap;
use wasm_encoder::{
    Alias, CanonicalFunctionSection, Component, ComponentAliasSection, ComponentExportKind,
    ComponentSectionId, RawSection,
};
use wasmparser::{
    CanonicalFunction, ComponentAlias, ComponentExternalKind, ComponentTypeRef, ExternalKind, Parser, Payload,
};

/// What the fused module has for the sketch to be bound to.
pub struct Bound {
    /// By the name of the core function that the sketch lifts.
    pub lifted: HashMap<String, Lifted>,
    pub inside: Inside,
}

/// Index spaces of the sketch as far as something refers to them.
#[derive(Default)]
struct Spaces {
    /// Names of instances that are imported.
    instances: Vec<Option<String>>,
    functions: u32,
    /// By index of the type: interface and name, of one that is imported.
    types: Vec<Option<(String, String)>>,
    host: Host,
    /// Names of core functions that the core module exports.
    core_functions: Vec<Option<String>>,
}

pub fn bind(sketch: &[u8], bound: Bound) -> Result<Vec<u8>, String> {
    let mut border =
        Border { bytes: sketch, out: Component::new(), spaces: Spaces::default(), bound, placed: false };
    let mut depth = 0;
    for payload in Parser::new(0).parse_all(sketch) {
        let payload = payload.map_err(text)?;
        match &payload {
            Payload::ModuleSection { .. } => depth += 1,
            Payload::ComponentSection { unchecked_range, .. } => {
                if depth == 0 {
                    let data = &sketch[unchecked_range.start as usize..unchecked_range.end as usize];
                    border.out.section(&RawSection { id: ComponentSectionId::Component.into(), data });
                }
                depth += 1;
            }
            Payload::End(_) if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            Payload::End(_) => border.place()?,
            _ => border.take(payload)?,
        }
    }
    Ok(border.out.finish())
}

struct Border<'a> {
    bytes: &'a [u8],
    out: Component,
    spaces: Spaces,
    bound: Bound,
    /// Whether the fused module is in it already.
    placed: bool,
}

impl Border<'_> {
    fn take(&mut self, payload: Payload<'_>) -> Result<(), String> {
        match &payload {
            Payload::ComponentImportSection(section) => {
                for import in section.clone() {
                    let import = import.map_err(text)?;
                    match import.ty {
                        ComponentTypeRef::Instance(_) => {
                            self.spaces.instances.push(Some(import.name.name.to_string()))
                        }
                        ComponentTypeRef::Func(_) => self.spaces.host_function("", import.name.name),
                        ComponentTypeRef::Type(_) => self.spaces.host_type("", import.name.name),
                        _ => {}
                    }
                }
            }
            Payload::ComponentInstanceSection(section) => {
                (0..section.count()).for_each(|_| self.spaces.instances.push(None));
            }
            Payload::ComponentExportSection(section) => {
                for export in section.clone() {
                    match export.map_err(text)?.kind {
                        ComponentExternalKind::Instance => self.spaces.instances.push(None),
                        ComponentExternalKind::Func => self.spaces.functions += 1,
                        ComponentExternalKind::Type => self.spaces.types.push(None),
                        _ => {}
                    }
                }
            }
            Payload::ComponentAliasSection(section) => {
                return section.clone().into_iter().try_for_each(|alias| {
                    self.alias(alias.map_err(text)?);
                    Ok(())
                });
            }
            Payload::ComponentCanonicalSection(section) => {
                return section
                    .clone()
                    .into_iter()
                    .try_for_each(|function| self.canonical(function.map_err(text)?));
            }
            Payload::ComponentTypeSection(section) => {
                (0..section.count()).for_each(|_| self.spaces.types.push(None));
            }
            // Core modules and their instances, names and the like.
            _ => return Ok(()),
        }
        if let Some((id, range)) = payload.as_section() {
            self.out.section(&RawSection { id, data: &self.bytes[range.start as usize..range.end as usize] });
        }
        Ok(())
    }

    fn alias(&mut self, alias: ComponentAlias<'_>) {
        let mut section = ComponentAliasSection::new();
        match alias {
            ComponentAlias::InstanceExport { kind, instance_index, name } => {
                let kind = match kind {
                    ComponentExternalKind::Func => {
                        let interface = self.spaces.instances[instance_index as usize].clone();
                        self.spaces.host_function(&interface.unwrap_or_default(), name);
                        ComponentExportKind::Func
                    }
                    ComponentExternalKind::Instance => {
                        self.spaces.instances.push(None);
                        ComponentExportKind::Instance
                    }
                    ComponentExternalKind::Type => {
                        let interface = self.spaces.instances[instance_index as usize].clone();
                        self.spaces.host_type(&interface.unwrap_or_default(), name);
                        ComponentExportKind::Type
                    }
                    ComponentExternalKind::Value => ComponentExportKind::Value,
                    ComponentExternalKind::Component => ComponentExportKind::Component,
                    ComponentExternalKind::Module => ComponentExportKind::Module,
                };
                section.alias(Alias::InstanceExport { instance: instance_index, kind, name });
            }
            ComponentAlias::CoreInstanceExport { kind: ExternalKind::Func, name, .. } => {
                self.spaces.core_functions.push(Some(name.to_string()));
                return;
            }
            ComponentAlias::CoreInstanceExport { .. } | ComponentAlias::Outer { .. } => return,
        }
        self.out.section(&section);
    }

    fn canonical(&mut self, function: CanonicalFunction) -> Result<(), String> {
        let CanonicalFunction::Lift { core_func_index, type_index, .. } = function else {
            if let CanonicalFunction::ResourceDrop { resource } = function {
                let name = self.spaces.types[resource as usize].clone().unwrap_or_default();
                self.spaces.host.resources.insert(name, resource);
            }
            self.spaces.core_functions.push(None);
            return Ok(());
        };
        self.place()?;
        let name = self.spaces.core_functions[core_func_index as usize].clone().unwrap_or_default();
        let Some(lifted) = self.bound.lifted.remove(&name) else {
            return Err(format!("its export \"{name}\" is not one of its world"));
        };
        let core = self.bound.inside.function(&mut self.out, &lifted.function);
        let options = self.bound.inside.options(&mut self.out, &lifted.options);
        let mut section = CanonicalFunctionSection::new();
        section.lift(core, type_index, options);
        self.out.section(&section);
        self.spaces.functions += 1;
        Ok(())
    }

    /// Before the first function that is lifted: all imports are there by then.
    fn place(&mut self) -> Result<(), String> {
        if !std::mem::replace(&mut self.placed, true) {
            self.bound.inside.place(&mut self.out, &self.spaces.host)?;
        }
        Ok(())
    }
}

impl Spaces {
    fn host_function(&mut self, interface: &str, name: &str) {
        self.host.functions.insert((interface.to_string(), name.to_string()), self.functions);
        self.functions += 1;
    }

    fn host_type(&mut self, interface: &str, name: &str) {
        self.types.push(Some((interface.to_string(), name.to_string())));
    }
}

fn text(error: wasmparser::BinaryReaderError) -> String {
    error.to_string()
}
