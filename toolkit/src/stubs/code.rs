//! Core code that every stub has: memory for arguments, and how values are compared and loaded.

use super::scalar::Scalar;
use wasm_encoder::{BlockType, Function as Code, InstructionSink, MemArg, ValType};
use wit_parser::abi::WasmType;

/// The global with the place where memory is free for arguments, which live as long as a call.
pub const FREE: u32 = 0;
/// The global from whose value `FREE` counts: the end of the initial memory.
const IMAGE_END: u32 = 1;

/// `cabi_realloc(old, old-size, align, size)`: allocations are free again when the call is over.
pub fn realloc() -> Code {
    let (old, old_size, align, size, at, end) = (0, 1, 2, 3, 4, 5);
    let mut code = Code::new([(2, ValType::I32)]);
    let mut sink = code.instructions();
    sink.global_get(FREE).global_get(IMAGE_END).i32_add();
    sink.local_get(align).i32_const(1).i32_sub().i32_add();
    sink.i32_const(0).local_get(align).i32_sub().i32_and().local_tee(at);
    sink.local_get(size).i32_add().local_tee(end).local_get(at).i32_lt_u();
    sink.if_(BlockType::Empty).unreachable().end();
    sink.local_get(end).memory_size(0).i32_const(16).i32_shl().i32_gt_u().if_(BlockType::Empty);
    sink.local_get(end).memory_size(0).i32_const(16).i32_shl().i32_sub();
    sink.i32_const(16).i32_shr_u().i32_const(1).i32_add().memory_grow(0);
    sink.i32_const(-1).i32_eq().if_(BlockType::Empty).unreachable().end().end();
    sink.local_get(at).local_get(old).local_get(old_size).memory_copy(0, 0);
    sink.local_get(end).global_get(IMAGE_END).i32_sub().global_set(FREE);
    sink.local_get(at).end();
    code
}

/// `same(address, length, address, length)`
pub fn same() -> Code {
    let (one, length, other, other_length, at) = (0, 1, 2, 3, 4);
    let mut code = Code::new([(1, ValType::I32)]);
    let mut sink = code.instructions();
    sink.local_get(length).local_get(other_length).i32_ne();
    sink.if_(BlockType::Empty).i32_const(0).return_().end();
    sink.block(BlockType::Empty).loop_(BlockType::Empty);
    sink.local_get(at).local_get(length).i32_ge_u().br_if(1);
    sink.local_get(one).local_get(at).i32_add().i32_load8_u(mem(0, 0));
    sink.local_get(other).local_get(at).i32_add().i32_load8_u(mem(0, 0)).i32_ne();
    sink.if_(BlockType::Empty).i32_const(0).return_().end();
    sink.local_get(at).i32_const(1).i32_add().local_set(at).br(0).end().end();
    sink.i32_const(1).end();
    code
}

pub fn load(kind: &Scalar, sink: &mut InstructionSink) {
    match kind {
        Scalar::Int { bytes: 1, is_signed: false } => sink.i32_load8_u(mem(0, 0)),
        Scalar::Int { bytes: 1, is_signed: true } => sink.i32_load8_s(mem(0, 0)),
        Scalar::Int { bytes: 2, is_signed: false } => sink.i32_load16_u(mem(0, 1)),
        Scalar::Int { bytes: 2, is_signed: true } => sink.i32_load16_s(mem(0, 1)),
        Scalar::Int { bytes: 8, .. } => sink.i64_load(mem(0, 3)),
        Scalar::Int { .. } => sink.i32_load(mem(0, 2)),
        Scalar::F32 => sink.f32_load(mem(0, 2)),
        Scalar::F64 => sink.f64_load(mem(0, 3)),
    };
}

pub const fn mem(offset: u32, align: u32) -> MemArg {
    MemArg { offset: offset as u64, align, memory_index: 0 }
}

pub fn val_types(types: &[WasmType]) -> Vec<ValType> {
    let core = |ty: &WasmType| match ty {
        WasmType::I64 | WasmType::PointerOrI64 => ValType::I64,
        WasmType::F32 => ValType::F32,
        WasmType::F64 => ValType::F64,
        WasmType::I32 | WasmType::Pointer | WasmType::Length => ValType::I32,
    };
    types.iter().map(core).collect()
}
