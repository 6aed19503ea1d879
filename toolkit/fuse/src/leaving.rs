//! Detection of instances that could call out while they must not, and the checks in adapters for
//! it.
//!
//! An instance may not call out while values are lowered into its memory or lifted from it:
//! adapters clear its flag for that time, and every call out of the instance checks the flag. This
//! is only needed if a function that is called during that time can leave the instance; as in
//! wasmtime's analysis of thread transparency, unobservable flags are removed. An adapter that
//! passes numbers calls nothing during that time, and a simple `realloc` does not leave the
//! instance.

use crate::reach::{Instance, Modules, Reach, calls_unknown};
use crate::translated::Translated;
use std::collections::{HashMap, HashSet};
use wasmparser::{BlockType, Operator};
use wasmtime_environ::EntityType;
use wasmtime_environ::component::{
    CanonicalOptionsDataModel, CoreDef, Export, OptionsIndex, RuntimeComponentInstanceIndex,
    RuntimeInstanceIndex, Trampoline,
};

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

    /// Whether a function may find the instance's flag cleared.
    pub fn is_guarded(&self, instance: RuntimeComponentInstanceIndex) -> bool {
        self.guarded.contains(&instance)
    }

    /// The operators of a function of that instance of adapters, without changes of flags that nothing can observe,
    /// and without checks of flags that are never found cleared.
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

/// The windows of an adapter's function. Adapters do not branch between clearing and restoring a flag, and every
/// function that they call is imported.
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

/// Whether the operator may call a function that finds a flag cleared.
fn observes(operator: &Operator<'_>, adapter: &Adapter) -> bool {
    match operator {
        Operator::Call { function_index } => adapter.leaves.contains(function_index),
        other => calls_unknown(other),
    }
}

/// Whether the operators save the flag to a local.
fn is_saved(operators: &[Operator<'_>], flag: u32) -> bool {
    matches!(operators, [Operator::GlobalGet { global_index }, Operator::LocalSet { .. }, ..] if *global_index == flag)
}

/// How many operators check a flag and trap.
const CHECK: usize = 7;

/// The flag that the operators check, if they do.
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
        Export::LiftedFunction { options, .. } => Some(*options),
        _ => None,
    });
    lowered.chain(lifted).collect()
}
