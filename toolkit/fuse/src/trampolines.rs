//! The functions between instances that are not yet wasm: functions of the host, traps,
//! transcoders.

use crate::fusion::{Fusion, HOST_TABLE};
use crate::resources::Resources;
use crate::transcode;
use wasm_encoder::{BlockType, Function, ValType};
use wasmtime_environ::WasmValType;
use wasmtime_environ::component::{
    LoweredIndex, OptionsIndex, ResourceIndex, RuntimeComponentInstanceIndex, Trampoline, TrampolineIndex,
    TypeResourceTableIndex,
};

/// The function that implements it, made at the first use.
pub fn function(fusion: &mut Fusion<'_>, index: TrampolineIndex) -> Result<u32, String> {
    if let Some(function) = fusion.trampolines.get(&index) {
        return Ok(*function);
    }
    let (params, results) = signature(fusion, index)?;
    let ty = fusion.builder.function_type(&params, &results);
    let source = fusion.source;
    let trampoline = &source.trampolines[index];
    let body = match trampoline {
        Trampoline::LowerImport { index, options, .. } => {
            let flag = fusion.guard(fusion.source.component.options[*options].instance);
            let called = Called::Import { lowered: *index, options: *options };
            host_call(fusion, HostFunction { called, params, results }, flag, ty)
        }
        Trampoline::Transcoder { op, from, from64: false, to, to64: false } => {
            let (from, to) = (fusion.memories[from], fusion.memories[to]);
            transcode::function(*op, from, to)
        }
        Trampoline::Transcoder { .. } => return Err("it passes strings in memories of 64 bits".to_string()),
        Trampoline::Trap(_) => trap(),
        Trampoline::ResourceNew { instance, ty } => {
            resources(fusion)?.new_owner(fusion.guard(*instance), *instance, resource(fusion, *ty))
        }
        Trampoline::ResourceRep { instance, ty } => {
            resources(fusion)?.representation(*instance, resource(fusion, *ty))
        }
        Trampoline::ResourceDrop { instance, ty } => {
            let resource = resource(fusion, *ty);
            if source.component.defined_resource_index(resource).is_none() {
                host_drop(fusion, resource)?;
            }
            resources(fusion)?.drop(fusion.guard(*instance), *instance, resource)
        }
        Trampoline::ResourceTransferOwn => resources(fusion)?.transfer_own(),
        Trampoline::ResourceTransferBorrow => resources(fusion)?.transfer_borrow(),
        Trampoline::EnterSyncCall => resources(fusion)?.enter(),
        Trampoline::ExitSyncCall => resources(fusion)?.exit(),
        _ => return Err("it starts, ends or awaits tasks, streams or threads by itself".to_string()),
    };
    let function = fusion.builder.function(ty, &body, &name(trampoline));
    fusion.trampolines.insert(index, function);
    Ok(function)
}

fn resources<'a>(fusion: &'a Fusion<'_>) -> Result<&'a Resources, String> {
    fusion.resources.as_ref().ok_or_else(|| "it has handles without resources".to_string())
}

fn resource(fusion: &Fusion<'_>, ty: TypeResourceTableIndex) -> ResourceIndex {
    fusion.source.types[ty].unwrap_concrete_ty()
}

/// As a trace shows it.
fn name(trampoline: &Trampoline) -> String {
    match trampoline {
        Trampoline::Trap(trap) => format!("trap: {trap}"),
        other => other.symbol_name(),
    }
}

/// A function of the host as an instance calls it.
pub struct HostFunction {
    pub called: Called,
    pub params: Vec<ValType>,
    pub results: Vec<ValType>,
}

#[derive(Clone, Copy)]
pub enum Called {
    Import {
        lowered: LoweredIndex,
        options: OptionsIndex,
    },
    /// Drops a handle of the host's.
    Drop(ResourceIndex),
    /// Makes a handle of a resource that the component exports, and gives the representation of one.
    New(ResourceIndex),
    Representation(ResourceIndex),
}

type Signature = (Vec<ValType>, Vec<ValType>);

fn signature(fusion: &Fusion<'_>, index: TrampolineIndex) -> Result<Signature, String> {
    let types = fusion.source.types.module_types();
    let ty = types[fusion.source.component.trampolines[index]].unwrap_func();
    let numbers = |list: &[WasmValType]| list.iter().map(number).collect::<Result<Vec<_>, _>>();
    Ok((numbers(ty.params())?, numbers(ty.results())?))
}

fn number(ty: &WasmValType) -> Result<ValType, String> {
    match ty {
        WasmValType::I32 => Ok(ValType::I32),
        WasmValType::I64 => Ok(ValType::I64),
        WasmValType::F32 => Ok(ValType::F32),
        WasmValType::F64 => Ok(ValType::F64),
        WasmValType::V128 | WasmValType::Ref(_) => Err("it passes references between components".to_string()),
    }
}

fn trap() -> Function {
    let mut body = Function::new([]);
    body.instructions().unreachable().end();
    body
}

/// The instance with that flag may be left, or this traps; what else there is to do the host does.
pub fn host_call(fusion: &mut Fusion<'_>, called: HostFunction, flag: Option<u32>, ty: u32) -> Function {
    let slot = fusion.host_functions.len() as i32;
    let mut body = Function::new([]);
    if let Some(flag) = flag {
        body.instructions().global_get(flag).i32_eqz().if_(BlockType::Empty).unreachable().end();
    }
    for param in 0..called.params.len() as u32 {
        body.instructions().local_get(param);
    }
    body.instructions().i32_const(slot).call_indirect(HOST_TABLE, ty).end();
    fusion.host_functions.push(called);
    body
}

/// The function for dropping an owned handle of it, made once.
pub fn host_drop(fusion: &mut Fusion<'_>, resource: ResourceIndex) -> Result<u32, String> {
    if let Some(function) = resources(fusion)?.destructors.get(&resource) {
        return Ok(*function);
    }
    let name = "drop a handle of the host";
    let function = host_function(fusion, Called::Drop(resource), vec![], name);
    fusion.resources.as_mut().map(|resources| resources.destructors.insert(resource, function));
    Ok(function)
}

/// One that takes a handle or a representation.
pub fn host_function(fusion: &mut Fusion<'_>, called: Called, results: Vec<ValType>, name: &str) -> u32 {
    let params = vec![ValType::I32];
    let ty = fusion.builder.function_type(&params, &results);
    let body = host_call(fusion, HostFunction { called, params, results }, None, ty);
    fusion.builder.function(ty, &body, name)
}

/// Functions of an instance that the host calls while it passes values: the instance may not be left by them.
pub fn guarded(fusion: &mut Fusion<'_>, function: u32, instance: RuntimeComponentInstanceIndex) -> u32 {
    let Some(flag) = fusion.guard(instance) else { return function };
    let ty = fusion.builder.functions[function as usize];
    let params = fusion.builder.param_count(ty);
    let mut body = Function::new([(1, ValType::I32)]);
    let mut code = body.instructions();
    code.global_get(flag).local_set(params).i32_const(0).global_set(flag);
    (0..params).for_each(|param| _ = code.local_get(param));
    code.call(function).local_get(params).global_set(flag).end();
    fusion.builder.function(ty, &body, "called by the host")
}
