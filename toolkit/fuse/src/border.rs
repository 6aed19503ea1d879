//! Puts the fused module into a component of the same world: types, imports and exports stay as wit-component wrote
//! them for the sketch, and whatever concerns core modules in it is replaced.

use crate::exported::Lifted;
use crate::inside::{Host, Inside};
use std::collections::{HashMap, VecDeque};
use wasm_encoder::{
    Alias, CanonicalFunctionSection, Component, ComponentAliasSection, ComponentExportKind,
    ComponentSectionId, ComponentTypeSection, RawSection, ValType,
};
use wasmparser::{
    CanonicalFunction, ComponentAlias, ComponentExternalKind, ComponentType, ComponentTypeRef,
    ComponentTypeSectionReader, ExternalKind, Parser, Payload,
};

/// The items of the fused module that the sketch is bound to.
pub struct Bound {
    /// By the name of the core function that the sketch lifts.
    pub lifted: HashMap<String, Lifted>,
    /// In the order of the world.
    pub resources: VecDeque<Defined>,
    pub inside: Inside,
}

/// A resource that the component exports, by interface and name, and the function that the host
/// calls when it drops an owned handle.
pub struct Defined {
    pub interface: String,
    pub name: String,
    pub destructor: Option<String>,
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
    let mut border = Border { bytes: sketch, out: Component::new(), spaces: Spaces::default(), bound };
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
            Payload::End(_) => border.bound.inside.complete(&mut border.out, &border.spaces.host)?,
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
            Payload::ComponentTypeSection(section) => return self.types(section),
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

    fn types(&mut self, section: &ComponentTypeSectionReader<'_>) -> Result<(), String> {
        let items: Vec<_> =
            section.clone().into_iter_with_offsets().collect::<Result<_, _>>().map_err(text)?;
        let ends = items.iter().skip(1).map(|(start, _)| *start).chain([section.range().end]);
        for ((start, ty), end) in items.iter().zip(ends) {
            if let ComponentType::Resource { .. } = ty {
                self.resource()?;
                continue;
            }
            let one: Vec<u8> =
                [1].iter().chain(&self.bytes[*start as usize..end as usize]).copied().collect();
            self.out.section(&RawSection { id: ComponentSectionId::Type.into(), data: &one });
            self.spaces.types.push(None);
        }
        Ok(())
    }

    fn resource(&mut self) -> Result<(), String> {
        let Some(Defined { interface, name, destructor }) = self.bound.resources.pop_front() else {
            return Err("it exports a resource that it imports".to_string());
        };
        let destructor = destructor.map(|name| self.bound.inside.function(&mut self.out, &name));
        let mut section = ComponentTypeSection::new();
        section.resource(ValType::I32, destructor);
        self.out.section(&section);
        self.spaces.host.resources.insert((interface, name), self.spaces.types.len() as u32);
        self.spaces.types.push(None);
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
