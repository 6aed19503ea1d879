//! The fused module in its component: its instance, the functions of the host for it, and its exports.

use crate::exported::Options;
use crate::fixup;
use std::collections::HashMap;
use wasm_encoder::{
    Alias, CanonicalFunctionSection, CanonicalOption, Component, ComponentAliasSection, ComponentSectionId,
    ExportKind, InstanceSection, ModuleArg, RawSection,
};

/// The host's functions for the fused module, by interface and name.
pub struct Lowered {
    pub interface: String,
    pub name: String,
    pub kind: Kind,
}

pub enum Kind {
    /// The name is that of a function.
    Function(Options),
    /// The name is that of a resource, of which the host has the handles.
    New,
    Representation,
    Drop,
}

/// Indices of the component's imports, and of the resources that it exports, by interface and name.
#[derive(Default)]
pub struct Host {
    pub functions: HashMap<(String, String), u32>,
    pub resources: HashMap<(String, String), u32>,
}

#[derive(Default)]
pub struct Inside {
    pub module: Vec<u8>,
    /// Absent where nothing is left to do once the module is instantiated.
    pub fixup: Option<Vec<u8>>,
    /// In the order of the table; its name among the exports.
    pub lowered: Vec<Lowered>,
    pub table: Option<String>,
    pub start: Option<String>,
    /// Whether the module is in the component already.
    placed: bool,
    functions: u32,
    memories: HashMap<String, u32>,
    known: HashMap<String, u32>,
}

const FUSED: u32 = 0;

impl Inside {
    /// The instance of the fused module, before the first that refers to it.
    fn place(&mut self, out: &mut Component) {
        if std::mem::replace(&mut self.placed, true) {
            return;
        }
        core_module(out, &self.module);
        let mut instances = InstanceSection::new();
        instances.instantiate(FUSED, std::iter::empty::<(&str, ModuleArg)>());
        out.section(&instances);
    }

    /// Adds the rest, when all functions of the host are defined.
    pub fn complete(&mut self, out: &mut Component, host: &Host) -> Result<(), String> {
        self.place(out);
        let Some(fixup) = self.fixup.take() else { return Ok(()) };
        core_module(out, &fixup);
        let mut given = Vec::new();
        for (place, lowered) in std::mem::take(&mut self.lowered).into_iter().enumerate() {
            let key = (lowered.interface, lowered.name);
            let found = match &lowered.kind {
                Kind::Function(_) => &host.functions,
                _ => &host.resources,
            };
            let found =
                found.get(&key).ok_or_else(|| format!("its import \"{}\" is not one of its world", key.1))?;
            let mut section = CanonicalFunctionSection::new();
            match &lowered.kind {
                Kind::Function(options) => section.lower(*found, self.options(out, options)),
                Kind::New => section.resource_new(*found),
                Kind::Representation => section.resource_rep(*found),
                Kind::Drop => section.resource_drop(*found),
            };
            out.section(&section);
            given.push((place.to_string(), ExportKind::Func, self.functions));
            self.functions += 1;
        }
        if let Some(table) = self.table.take() {
            alias(out, ExportKind::Table, &table);
            given.push((fixup::TABLE.to_string(), ExportKind::Table, 0));
        }
        if let Some(start) = self.start.take() {
            given.push((fixup::START.to_string(), ExportKind::Func, self.function(out, &start)));
        }
        let mut instances = InstanceSection::new();
        instances.export_items(given.iter().map(|(name, kind, index)| (name.as_str(), *kind, *index)));
        instances.instantiate(1, [("", ModuleArg::Instance(1))]);
        out.section(&instances);
        Ok(())
    }

    pub fn function(&mut self, out: &mut Component, name: &str) -> u32 {
        self.place(out);
        if let Some(index) = self.known.get(name) {
            return *index;
        }
        alias(out, ExportKind::Func, name);
        self.known.insert(name.to_string(), self.functions);
        self.functions += 1;
        self.functions - 1
    }

    fn memory(&mut self, out: &mut Component, name: &str) -> u32 {
        let next = self.memories.len() as u32;
        *self.memories.entry(name.to_string()).or_insert_with(|| {
            alias(out, ExportKind::Memory, name);
            next
        })
    }

    pub fn options(&mut self, out: &mut Component, options: &Options) -> Vec<CanonicalOption> {
        let mut all = vec![options.encoding];
        if let Some(name) = &options.memory {
            all.push(CanonicalOption::Memory(self.memory(out, name)));
        }
        if let Some(name) = &options.realloc {
            all.push(CanonicalOption::Realloc(self.function(out, name)));
        }
        if let Some(name) = &options.post_return {
            all.push(CanonicalOption::PostReturn(self.function(out, name)));
        }
        all
    }
}

fn core_module(out: &mut Component, module: &[u8]) {
    out.section(&RawSection { id: ComponentSectionId::CoreModule.into(), data: module });
}

fn alias(out: &mut Component, kind: ExportKind, name: &str) {
    let mut section = ComponentAliasSection::new();
    section.alias(Alias::CoreInstanceExport { instance: FUSED, kind, name });
    out.section(&section);
}
