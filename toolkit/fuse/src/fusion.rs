//! Carries out the instantiation of a component, once, into one module.

use crate::builder::Builder;
use crate::exchange::Exchange;
use crate::exported;
use crate::instance::{self, Manner};
use crate::leaving::Leaving;
use crate::maps::Maps;
use crate::parsed::Parsed;
use crate::resources::Resources;
use crate::trampolines::{self, HostFunction};
use crate::translated::Translated;
use std::collections::{HashMap, HashSet};
use wasm_encoder::{RefType, TableType};
use wasmtime_environ::component::{
    CoreDef, CoreExport, ExportItem, ExtractMemory, ExtractPostReturn, ExtractRealloc, GlobalInitializer,
    InstantiateModule, LoweredIndex, RuntimeComponentInstanceIndex, RuntimeImportIndex, RuntimeInstanceIndex,
    RuntimeMemoryIndex, RuntimePostReturnIndex, RuntimeReallocIndex, StaticModuleIndex, TrampolineIndex,
};
use wasmtime_environ::{EntityIndex, EntityType, MemoryIndex};

/// The fused module, and the indices of its parts.
pub struct Fusion<'a> {
    pub source: &'a Translated<'a>,
    pub builder: Builder,
    parsed: HashMap<StaticModuleIndex, Parsed<'a>>,
    first_types: HashMap<StaticModuleIndex, u32>,
    /// See `origins`.
    origins: HashMap<StaticModuleIndex, Option<u32>>,
    instances: HashMap<RuntimeInstanceIndex, Maps>,
    /// Whether an instance may be left, by index; each a global.
    flags: Vec<u32>,
    leaving: Leaving,
    pub trampolines: HashMap<TrampolineIndex, u32>,
    pub host_imports: HashMap<LoweredIndex, RuntimeImportIndex>,
    /// Functions of the host, in the order of the table that they are called through.
    pub host_functions: Vec<HostFunction>,
    pub memories: HashMap<RuntimeMemoryIndex, u32>,
    pub reallocs: HashMap<RuntimeReallocIndex, u32>,
    pub post_returns: HashMap<RuntimePostReturnIndex, u32>,
    /// Of core modules of the component itself, and of adapters.
    pub instance_count: u32,
    pub adapters: u32,
    pub resources: Option<Resources>,
    /// See `forward`.
    pub forwarders: HashSet<RuntimeComponentInstanceIndex>,
}

/// Of functions of the host, the first of the module.
pub const HOST_TABLE: u32 = 0;

impl<'a> Fusion<'a> {
    pub fn new(
        source: &'a Translated<'a>,
        forwarders: HashSet<RuntimeComponentInstanceIndex>,
        inlines: bool,
    ) -> Result<Self, String> {
        let mut builder = Builder::default();
        builder.inlines = inlines;
        let component = &source.component;
        let has_handles = !component.imported_resources.is_empty() || !exported::resources(source).is_empty();
        if component.num_lowerings > 0 || has_handles {
            let ty = TableType {
                element_type: RefType::FUNCREF,
                table64: false,
                minimum: 0,
                maximum: None,
                shared: false,
            };
            builder.table(ty, None);
        }
        let instances = 0..source.component.num_runtime_component_instances;
        let flags = instances.map(|_| builder.variable(1)).collect();
        let parsed = source.parsed()?;
        let leaving = Leaving::new(source, &parsed)?;
        let mut fusion = Fusion {
            source,
            builder,
            parsed,
            first_types: HashMap::new(),
            origins: HashMap::new(),
            instances: HashMap::new(),
            flags,
            leaving,
            trampolines: HashMap::new(),
            host_imports: HashMap::new(),
            host_functions: vec![],
            memories: HashMap::new(),
            reallocs: HashMap::new(),
            post_returns: HashMap::new(),
            instance_count: 0,
            adapters: 0,
            resources: None,
            forwarders,
        };
        if source.component.num_resources > 0 {
            fusion.resources = Some(Resources::new(&mut fusion));
        }
        if !fusion.forwarders.is_empty() {
            let exchange = Exchange::new(&mut fusion)?;
            fusion.resources.as_mut().map(|resources| resources.exchange = Some(exchange));
        }
        let mut staged = false;
        for initializer in &source.component.initializers {
            fusion.initialize(initializer, &mut staged)?;
        }
        Ok(fusion)
    }

    /// Once all functions of the host are known.
    pub fn size_host_table(&mut self) {
        let count = self.host_functions.len() as u64;
        if let Some((ty, _)) = self.builder.tables.first_mut().filter(|_| count > 0) {
            (ty.minimum, ty.maximum) = (count, Some(count));
        }
    }

    fn flag(&self, instance: RuntimeComponentInstanceIndex) -> u32 {
        self.flags[instance.as_u32() as usize]
    }

    /// The flag of an instance that may be found cleared.
    pub fn guard(&self, instance: RuntimeComponentInstanceIndex) -> Option<u32> {
        self.leaving.is_guarded(instance).then(|| self.flag(instance))
    }

    fn initialize(&mut self, initializer: &GlobalInitializer, staged: &mut bool) -> Result<(), String> {
        match initializer {
            GlobalInitializer::InstantiateModule(InstantiateModule::Static(module, arguments), owner) => {
                let manner =
                    Manner { staged: *staged, adapts: owner.is_none(), origin: self.origin(*module) };
                self.instantiate(*module, arguments, manner)?;
                let forwards = owner.is_some_and(|owner| self.forwarders.contains(&owner));
                self.instance_count += u32::from(!forwards);
                *staged = *staged || self.parsed[module].start.is_some();
                if owner.is_none() {
                    self.adapters += self.parsed[module].function_types.len() as u32;
                }
            }
            GlobalInitializer::InstantiateModule(InstantiateModule::Import(..), _) => {
                return Err("it instantiates a core module that it imports".to_string());
            }
            GlobalInitializer::LowerImport { index, import } => _ = self.host_imports.insert(*index, *import),
            GlobalInitializer::ExtractMemory(ExtractMemory { index, export }) => {
                let memory = self.memory(export);
                self.memories.insert(*index, memory);
            }
            GlobalInitializer::ExtractRealloc(ExtractRealloc { index, def }) => {
                let function = self.function(def)?;
                self.reallocs.insert(*index, function);
            }
            GlobalInitializer::ExtractPostReturn(ExtractPostReturn { index, def }) => {
                let function = self.function(def)?;
                self.post_returns.insert(*index, function);
            }
            GlobalInitializer::Resource(resource) => {
                if let Some(destructor) = &resource.dtor {
                    let function = self.function(destructor)?;
                    let index = self.source.component.resource_index(resource.index);
                    self.resources.as_mut().map(|resources| resources.destructors.insert(index, function));
                }
            }
            GlobalInitializer::ExtractCallback(_) | GlobalInitializer::ExtractTable(_) => {
                return Err("it has async functions, which wait on a stack of their own".to_string());
            }
        }
        Ok(())
    }

    fn origin(&mut self, module: StaticModuleIndex) -> Option<u32> {
        let (origins, parsed) = (&mut self.builder.origins, &self.parsed[&module]);
        *self.origins.entry(module).or_insert_with(|| origins.module(parsed))
    }

    fn instantiate(
        &mut self,
        module: StaticModuleIndex,
        arguments: &[CoreDef],
        manner: Manner,
    ) -> Result<(), String> {
        let mut maps = Maps::default();
        for (argument, ty) in arguments.iter().zip(self.source.imports(module)) {
            match ty {
                EntityType::Function(_) => maps.functions.push(self.function(argument)?),
                EntityType::Memory(_) => maps.memories.push(self.entity(argument)),
                EntityType::Table(_) => maps.tables.push(self.entity(argument)),
                EntityType::Global(_) => maps.globals.push(self.entity(argument)),
                EntityType::Tag(_) => maps.tags.push(self.entity(argument)),
            }
        }
        let parsed = &self.parsed[&module];
        maps.first_type = match self.first_types.get(&module) {
            Some(first) => *first,
            None => instance::types(&mut self.builder, parsed).map_err(|error| error.to_string())?,
        };
        self.first_types.insert(module, maps.first_type);
        let index = RuntimeInstanceIndex::from_u32(self.instances.len() as u32);
        let trim = |operators| self.leaving.trimmed(index, operators);
        instance::copy(&mut self.builder, parsed, &mut maps, manner, trim)
            .map_err(|error| error.to_string())?;
        self.instances.insert(index, maps);
        Ok(())
    }

    pub fn function(&mut self, definition: &CoreDef) -> Result<u32, String> {
        match definition {
            CoreDef::Trampoline(index) => trampolines::function(self, *index),
            CoreDef::UnsafeIntrinsic(_) => Err("it reaches into the memory of the host".to_string()),
            other => Ok(self.entity(other)),
        }
    }

    pub fn memory(&self, export: &CoreExport<MemoryIndex>) -> u32 {
        self.entity(&CoreDef::from(export.clone()))
    }

    fn entity(&self, definition: &CoreDef) -> u32 {
        let export = match definition {
            CoreDef::Export(export) => export,
            CoreDef::InstanceFlags(instance) => return self.flag(*instance),
            _ => unreachable!("neither a trampoline nor an intrinsic is given by index"),
        };
        let maps = &self.instances[&export.instance];
        let ExportItem::Index(index) = &export.item else {
            unreachable!("only instances of imported modules are asked by name");
        };
        match index {
            EntityIndex::Function(index) => maps.functions[index.as_u32() as usize],
            EntityIndex::Table(index) => maps.tables[index.as_u32() as usize],
            EntityIndex::Memory(index) => maps.memories[index.as_u32() as usize],
            EntityIndex::Global(index) => maps.globals[index.as_u32() as usize],
            EntityIndex::Tag(index) => maps.tags[index.as_u32() as usize],
        }
    }
}
