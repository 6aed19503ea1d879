//! Detection of instances that could call out while they must not, and the checks in adapters for
//! it.
//!
//! An instance may not call out while values are lowered into its memory or lifted from it:
//! adapters clear its flag for that time, and every call out of the instance checks the flag. This
//! is only needed if a function that is called during that time can leave the instance; as in
//! wasmtime's analysis of thread transparency, unobservable flags are removed. An adapter that
//! passes numbers calls nothing during that time, and a simple `realloc` does not leave the
//! instance.

use crate::parsed::Parsed;
use crate::translated::Translated;
use std::collections::{HashMap, HashSet};
use wasmparser::{BlockType, Operator};
use wasmtime_environ::component::{
    CanonicalOptionsDataModel, CoreDef, ExportItem, ExtractPostReturn, ExtractRealloc, GlobalInitializer,
    InstantiateModule, OptionsIndex, RuntimeComponentInstanceIndex, RuntimeInstanceIndex,
    RuntimePostReturnIndex, RuntimeReallocIndex, StaticModuleIndex, Trampoline,
};
use wasmtime_environ::{EntityIndex, EntityType};

type Modules<'a> = HashMap<StaticModuleIndex, Parsed<'a>>;

/// The facts about all instances, collected before the first is copied.
#[derive(Default)]
pub struct Leaving {
    /// The instances whose flag may be found cleared.
    guarded: HashSet<RuntimeComponentInstanceIndex>,
    adapters: HashMap<RuntimeInstanceIndex, Adapter>,
}

/// An instance of a module of adapters.
struct Adapter {
    /// By index of the global that is imported.
    flags: HashMap<u32, RuntimeComponentInstanceIndex>,
    /// The imported functions that can leave an instance.
    leaves: HashSet<u32>,
}

/// The range between clearing a flag and restoring it: the positions of the last operators of both.
struct Window {
    flag: u32,
    cleared: usize,
    restored: usize,
    is_observed: bool,
}

impl Leaving {
    pub fn new(source: &Translated<'_>, modules: &Modules<'_>) -> Result<Self, String> {
        let mut reach = Reach::new(source, modules);
        let mut leaving = Leaving::default();
        for (place, instance) in reach.instances.clone().iter().enumerate() {
            if instance.owner.is_some() {
                continue;
            }
            let adapter = adapter(&mut reach, instance)?;
            for body in &modules[&instance.module].bodies {
                let operators = body.get_operators_reader().and_then(|reader| reader.into_iter().collect());
                let operators: Vec<_> =
                    operators.map_err(|error: wasmparser::BinaryReaderError| error.to_string())?;
                let observed = windows(&operators, &adapter).into_iter().filter(|window| window.is_observed);
                leaving.guarded.extend(observed.map(|window| adapter.flags[&window.flag]));
            }
            leaving.adapters.insert(RuntimeInstanceIndex::from_u32(place as u32), adapter);
        }
        for index in passed_by_host(source) {
            let options = &source.component.options[index];
            let CanonicalOptionsDataModel::LinearMemory(linear) = options.data_model else { continue };
            let realloc = linear.realloc.map(|index| reach.reallocs[&index]);
            let post_return = options.post_return.map(|index| reach.post_returns[&index]);
            for definition in [realloc, post_return].into_iter().flatten() {
                if reach.leaves(definition)? {
                    leaving.guarded.insert(options.instance);
                }
            }
        }
        Ok(leaving)
    }

    /// Whether something may find its flag cleared.
    pub fn is_guarded(&self, instance: RuntimeComponentInstanceIndex) -> bool {
        self.guarded.contains(&instance)
    }

    /// The operators of a function of that instance of adapters, without what nothing can observe.
    pub fn trimmed<'a>(
        &self,
        instance: RuntimeInstanceIndex,
        operators: Vec<Operator<'a>>,
    ) -> Vec<Operator<'a>> {
        let Some(adapter) = self.adapters.get(&instance) else { return operators };
        let mut dropped = HashSet::new();
        for window in windows(&operators, adapter).iter().filter(|window| !window.is_observed) {
            dropped.extend([window.cleared - 1, window.cleared, window.restored - 1, window.restored]);
            if window.cleared >= 3 && is_saved(&operators[window.cleared - 3..], window.flag) {
                dropped.extend([window.cleared - 3, window.cleared - 2]);
            }
        }
        let is_free = |flag: &u32| adapter.flags.get(flag).is_some_and(|one| !self.is_guarded(*one));
        for place in 0..operators.len() {
            if check(&operators[place..]).is_some_and(|flag| is_free(&flag)) {
                dropped.extend(place..place + CHECK);
            }
        }
        let left = operators.into_iter().enumerate().filter(|(place, _)| !dropped.contains(place));
        left.map(|(_, operator)| operator).collect()
    }
}

fn adapter(reach: &mut Reach<'_, '_>, instance: &Instance<'_>) -> Result<Adapter, String> {
    let mut adapter = Adapter { flags: HashMap::new(), leaves: HashSet::new() };
    let (mut functions, mut globals) = (0, 0);
    for (argument, ty) in instance.arguments.iter().zip(reach.source.imports(instance.module)) {
        match ty {
            EntityType::Function(_) => {
                if reach.leaves(argument)? {
                    adapter.leaves.insert(functions);
                }
                functions += 1;
            }
            EntityType::Global(_) => {
                if let CoreDef::InstanceFlags(owner) = argument {
                    adapter.flags.insert(globals, *owner);
                }
                globals += 1;
            }
            _ => {}
        }
    }
    Ok(adapter)
}

/// Adapters are straight where they clear and restore flags, and what they call is imported.
fn windows(operators: &[Operator<'_>], adapter: &Adapter) -> Vec<Window> {
    let mut all: Vec<Window> = Vec::new();
    for (place, pair) in operators.windows(2).enumerate() {
        let [before, Operator::GlobalSet { global_index: flag }] = pair else { continue };
        if !adapter.flags.contains_key(flag) {
            continue;
        }
        match before {
            Operator::I32Const { value: 0 } => {
                let window =
                    Window { flag: *flag, cleared: place + 1, restored: usize::MAX, is_observed: true };
                all.push(window);
            }
            _ => {
                let open = all.iter_mut().rev().find(|one| one.flag == *flag && one.restored == usize::MAX);
                if let Some(window) = open {
                    window.restored = place + 1;
                    window.is_observed =
                        operators[window.cleared..place].iter().any(|operator| observes(operator, adapter));
                }
            }
        }
    }
    all
}

fn observes(operator: &Operator<'_>, adapter: &Adapter) -> bool {
    match operator {
        Operator::Call { function_index } => adapter.leaves.contains(function_index),
        other => calls_unknown(other),
    }
}

fn is_saved(operators: &[Operator<'_>], flag: u32) -> bool {
    matches!(operators, [Operator::GlobalGet { global_index }, Operator::LocalSet { .. }, ..] if *global_index == flag)
}

/// How many operators look at a flag and trap.
const CHECK: usize = 7;

/// The flag that they look at, if they do.
fn check(operators: &[Operator<'_>]) -> Option<u32> {
    match operators {
        [
            Operator::Block { blockty: BlockType::Empty },
            Operator::GlobalGet { global_index },
            Operator::LocalTee { .. },
            Operator::BrIf { relative_depth: 0 },
            Operator::Call { .. },
            Operator::Unreachable,
            Operator::End,
            ..,
        ] => Some(*global_index),
        _ => None,
    }
}

/// The options of functions whose values the host passes.
fn passed_by_host(source: &Translated<'_>) -> Vec<OptionsIndex> {
    let lowered = source.trampolines.values().filter_map(|trampoline| match trampoline {
        Trampoline::LowerImport { options, .. } => Some(*options),
        _ => None,
    });
    let lifted = source.component.export_items.values().filter_map(|export| match export {
        wasmtime_environ::component::Export::LiftedFunction { options, .. } => Some(*options),
        _ => None,
    });
    lowered.chain(lifted).collect()
}

#[derive(Clone, Copy)]
struct Instance<'s> {
    module: StaticModuleIndex,
    arguments: &'s [CoreDef],
    /// None of adapters.
    owner: Option<RuntimeComponentInstanceIndex>,
}

/// The functions that a function can call.
struct Reach<'s, 'a> {
    source: &'s Translated<'a>,
    modules: &'s Modules<'a>,
    instances: Vec<Instance<'s>>,
    reallocs: HashMap<RuntimeReallocIndex, &'s CoreDef>,
    post_returns: HashMap<RuntimePostReturnIndex, &'s CoreDef>,
    /// Functions that leave nothing, by the place of the instance and index.
    stays: HashSet<(usize, u32)>,
}

impl<'s, 'a> Reach<'s, 'a> {
    fn new(source: &'s Translated<'a>, modules: &'s Modules<'a>) -> Self {
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

    /// Whether it can end in a look at the flag of its instance.
    fn leaves(&mut self, definition: &CoreDef) -> Result<bool, String> {
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

    /// Follows calls within an instance; functions that it imports are left in `next`.
    fn within(
        &self,
        place: usize,
        function: u32,
        seen: &mut HashSet<(usize, u32)>,
        next: &mut Vec<CoreDef>,
    ) -> Result<bool, String> {
        let instance = &self.instances[place];
        // An adapter begins with a look at the flag.
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

fn calls_unknown(operator: &Operator<'_>) -> bool {
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

/// Whether it looks at no flag: what adapters use to pass values.
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
