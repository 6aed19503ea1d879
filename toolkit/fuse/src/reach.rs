//! The functions that a core function can call, across instances, and whether one of them can leave its instance.

use crate::parsed::Parsed;
use crate::translated::Translated;
use std::collections::{HashMap, HashSet};
use wasmparser::Operator;
use wasmtime_environ::component::{
    CoreDef, ExportItem, ExtractPostReturn, ExtractRealloc, GlobalInitializer, InstantiateModule,
    RuntimeComponentInstanceIndex, RuntimePostReturnIndex, RuntimeReallocIndex, StaticModuleIndex,
    Trampoline,
};
use wasmtime_environ::{EntityIndex, EntityType};

pub type Modules<'a> = HashMap<StaticModuleIndex, Parsed<'a>>;

/// An instance of a core module.
#[derive(Clone, Copy)]
pub struct Instance<'s> {
    pub module: StaticModuleIndex,
    pub arguments: &'s [CoreDef],
    /// The component instance that it belongs to; none for adapters.
    pub owner: Option<RuntimeComponentInstanceIndex>,
}

/// Follows the calls of functions.
pub struct Reach<'s, 'a> {
    pub source: &'s Translated<'a>,
    modules: &'s Modules<'a>,
    pub instances: Vec<Instance<'s>>,
    pub reallocs: HashMap<RuntimeReallocIndex, &'s CoreDef>,
    pub post_returns: HashMap<RuntimePostReturnIndex, &'s CoreDef>,
    /// The functions that are known to stay in their instance: the place of the instance, and their index.
    stays: HashSet<(usize, u32)>,
}

impl<'s, 'a> Reach<'s, 'a> {
    pub fn new(source: &'s Translated<'a>, modules: &'s Modules<'a>) -> Self {
        let (mut instances, mut reallocs, mut post_returns) = (vec![], HashMap::new(), HashMap::new());
        for initializer in &source.component.initializers {
            match initializer {
                GlobalInitializer::InstantiateModule(InstantiateModule::Static(module, arguments), owner) => {
                    instances.push(Instance { module: *module, arguments, owner: *owner })
                }
                GlobalInitializer::ExtractRealloc(ExtractRealloc { index, def }) => {
                    reallocs.insert(*index, def);
                }
                GlobalInitializer::ExtractPostReturn(ExtractPostReturn { index, def }) => {
                    post_returns.insert(*index, def);
                }
                _ => {}
            }
        }
        Reach { source, modules, instances, reallocs, post_returns, stays: HashSet::new() }
    }

    /// Whether a call of the function can leave its instance, and so check the instance's flag.
    pub fn leaves(&mut self, definition: &CoreDef) -> Result<bool, String> {
        let mut seen = HashSet::new();
        let mut next = vec![definition.clone()];
        while let Some(definition) = next.pop() {
            let export = match &definition {
                CoreDef::Trampoline(index) if is_inside(&self.source.trampolines[*index]) => continue,
                CoreDef::Export(export) => export,
                _ => return Ok(true),
            };
            let ExportItem::Index(EntityIndex::Function(function)) = export.item else { return Ok(true) };
            let place = export.instance.as_u32() as usize;
            if self.within(place, function.as_u32(), &mut seen, &mut next)? {
                return Ok(true);
            }
        }
        self.stays.extend(seen);
        Ok(false)
    }

    /// Follows calls within an instance. Adds the functions that are followed to `seen`, and those that the instance
    /// imports to `next`. Whether one of them can leave the instance.
    fn within(
        &self,
        place: usize,
        function: u32,
        seen: &mut HashSet<(usize, u32)>,
        next: &mut Vec<CoreDef>,
    ) -> Result<bool, String> {
        let instance = &self.instances[place];
        // An adapter begins with a check of the flag.
        if instance.owner.is_none() {
            return Ok(true);
        }
        let types = self.source.imports(instance.module);
        let imports = instance.arguments.iter().zip(types);
        let imported: Vec<_> = imports.filter(|(_, ty)| matches!(ty, EntityType::Function(_))).collect();
        let mut functions = vec![function];
        while let Some(function) = functions.pop() {
            if self.stays.contains(&(place, function)) || !seen.insert((place, function)) {
                continue;
            }
            if let Some((argument, _)) = imported.get(function as usize) {
                next.push((*argument).clone());
                continue;
            }
            let body = &self.modules[&instance.module].bodies[function as usize - imported.len()];
            let operators = body.get_operators_reader().map_err(|error| error.to_string())?;
            for operator in operators {
                match operator.map_err(|error| error.to_string())? {
                    Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                        functions.push(function_index)
                    }
                    other if calls_unknown(&other) => return Ok(true),
                    _ => {}
                }
            }
        }
        Ok(false)
    }
}

/// Whether the operator calls a function that only its run decides.
pub fn calls_unknown(operator: &Operator<'_>) -> bool {
    use Operator::*;
    matches!(
        operator,
        CallIndirect { .. }
            | CallRef { .. }
            | ReturnCallIndirect { .. }
            | ReturnCallRef { .. }
            | ReturnCall { .. }
    )
}

/// Whether the trampoline checks no flag: those by which adapters pass values.
fn is_inside(trampoline: &Trampoline) -> bool {
    matches!(
        trampoline,
        Trampoline::Transcoder { .. }
            | Trampoline::Trap(_)
            | Trampoline::ResourceTransferOwn
            | Trampoline::ResourceTransferBorrow
            | Trampoline::EnterSyncCall
            | Trampoline::ExitSyncCall
            | Trampoline::ResourceRep { .. }
    )
}
