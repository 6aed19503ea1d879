//! A component as wasmtime reads it: the order of instantiations, their bindings, and the adapters
//! between components as core modules.

use crate::parsed::Parsed;
use std::collections::HashMap;
use wasmtime_environ::component::{
    Component, ComponentTypes, ComponentTypesBuilder, StaticModuleIndex, Trampoline, TrampolineIndex,
    Translator,
};
use wasmtime_environ::wasmparser::{Validator, WasmFeatures};
use wasmtime_environ::{EntityType, ModuleTranslation, PrimaryMap, ScopeVec, Tunables};

pub struct Translated<'a> {
    pub component: Component,
    pub trampolines: PrimaryMap<TrampolineIndex, Trampoline>,
    modules: PrimaryMap<StaticModuleIndex, ModuleTranslation<'a>>,
    pub types: ComponentTypes,
    /// How many types of handles the instances know.
    pub resource_tables: usize,
}

const KNOWN: WasmFeatures = WasmFeatures::WASM3
    .union(WasmFeatures::WIDE_ARITHMETIC)
    .union(WasmFeatures::COMPONENT_MODEL)
    .union(WasmFeatures::CM_FIXED_LENGTH_LISTS)
    .union(WasmFeatures::CM_MAP);

impl<'a> Translated<'a> {
    /// With exceptions only where the component has some: each adapter then holds them back, by instructions that
    /// fewer engines have.
    pub fn new(component: &'a [u8], adapters: &'a ScopeVec<u8>) -> Result<Self, String> {
        let without = KNOWN.difference(WasmFeatures::EXCEPTIONS);
        Self::with(component, adapters, without).or_else(|_| Self::with(component, adapters, KNOWN))
    }

    fn with(component: &'a [u8], adapters: &'a ScopeVec<u8>, features: WasmFeatures) -> Result<Self, String> {
        // Tasks are what async functions and `context` are about, and such components are not fused.
        let tunables = Tunables { concurrency_support: false, ..Tunables::default_u32() };
        let mut validator = Validator::new_with_features(features);
        let mut types = ComponentTypesBuilder::new(&validator);
        let translated =
            Translator::new(&tunables, &mut validator, &mut types, adapters).translate(component);
        let (translation, modules) = translated.map_err(|error| format!("{error:#}"))?;
        let resource_tables = types.num_resource_tables();
        let (types, _) = types.finish(&translation.component);
        let (component, trampolines) = (translation.component, translation.trampolines);
        Ok(Translated { component, trampolines, modules, types, resource_tables })
    }

    pub fn imports(&self, module: StaticModuleIndex) -> Vec<EntityType> {
        self.modules[module].module.imports().map(|(_, _, ty)| ty).collect()
    }

    /// Each module that is instantiated, once.
    pub fn parsed(&self) -> Result<HashMap<StaticModuleIndex, Parsed<'a>>, String> {
        let modules = self.modules.iter();
        modules
            .map(|(index, module)| Ok((index, Parsed::new(module.wasm).map_err(|error| error.to_string())?)))
            .collect()
    }
}
