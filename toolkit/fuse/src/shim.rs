//! The core modules of a forwarder: a memory with values under way, and a function that calls another one.

use crate::world::number;
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    GlobalSection, GlobalType, ImportSection, MemorySection, MemoryType, Module, TypeSection, ValType,
};
use wit_parser::abi::WasmSignature;

pub const MEMORY: &str = "memory";
pub const REALLOC: &str = "realloc";
const NEXT: &str = "next";
pub const FUNCTION: &str = "function";
pub const DONE: &str = "done";
/// Names of a function's imports: the function that it calls, and the memory.
pub const LOWERED: &str = "lowered";
pub const HEAP: &str = "heap";

/// The first address that is given.
const FIRST: i32 = 16;

const NEXT_TYPE: GlobalType = GlobalType { val_type: ValType::I32, mutable: true, shared: false };

/// A memory with an allocator that only goes forward, until a call ends.
pub fn heap() -> Module {
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32; 4], [ValType::I32]);
    let mut functions = FunctionSection::new();
    functions.function(0);
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    globals.global(NEXT_TYPE, &ConstExpr::i32_const(FIRST));
    let mut exports = ExportSection::new();
    exports.export(MEMORY, ExportKind::Memory, 0).export(REALLOC, ExportKind::Func, 0);
    exports.export(NEXT, ExportKind::Global, 0);
    let mut code = CodeSection::new();
    code.function(&realloc());
    let mut module = Module::new();
    module.section(&types).section(&functions).section(&memories).section(&globals);
    module.section(&exports).section(&code);
    module
}

/// `(old, old size, alignment, new size) -> address`
fn realloc() -> Function {
    let (old, old_size, align, size, address, end) = (0, 1, 2, 3, 4, 5);
    let mut body = Function::new([(1, ValType::I32), (1, ValType::I64)]);
    let mut code = body.instructions();
    code.global_get(0).local_get(align).i32_const(1).i32_sub().i32_add();
    code.i32_const(0).local_get(align).i32_sub().i32_and().local_tee(address);
    code.i64_extend_i32_u().local_get(size).i64_extend_i32_u().i64_add().local_tee(end);
    code.memory_size(0).i64_extend_i32_u().i64_const(16).i64_shl().i64_gt_u().if_(BlockType::Empty);
    code.local_get(end).i64_const(0xffff).i64_add().i64_const(16).i64_shr_u().i32_wrap_i64();
    code.memory_size(0).i32_sub().memory_grow(0).i32_const(-1).i32_eq();
    code.if_(BlockType::Empty).unreachable().end().end();
    code.local_get(end).i32_wrap_i64().global_set(0);
    code.local_get(address).local_get(old).local_get(old_size).memory_copy(0, 0).local_get(address).end();
    body
}

/// Calls a function with its own arguments. `size`: of its result in memory.
pub fn function(lowered: &WasmSignature, lifted: &WasmSignature, size: u32) -> Module {
    let mut types = TypeSection::new();
    let numbers = |list: &[wit_parser::abi::WasmType]| list.iter().map(number).collect::<Vec<_>>();
    types.ty().function(numbers(&lowered.params), numbers(&lowered.results));
    types.ty().function(numbers(&lifted.params), numbers(&lifted.results));
    types.ty().function(numbers(&lifted.results), []);
    let mut imports = ImportSection::new();
    imports.import(LOWERED, FUNCTION, EntityType::Function(0));
    imports.import(HEAP, REALLOC, EntityType::Function(3));
    imports.import(HEAP, NEXT, EntityType::Global(NEXT_TYPE));
    types.ty().function([ValType::I32; 4], [ValType::I32]);
    let mut functions = FunctionSection::new();
    functions.function(1).function(2);
    let mut exports = ExportSection::new();
    exports.export(FUNCTION, ExportKind::Func, 2).export(DONE, ExportKind::Func, 3);
    let count = lifted.params.len() as u32;
    let mut call = Function::new([(1, ValType::I32)]);
    let mut sink = call.instructions();
    (0..count).for_each(|param| _ = sink.local_get(param));
    if lifted.retptr {
        sink.i32_const(0).i32_const(0).i32_const(16).i32_const(size as i32).call(1);
        sink.local_tee(count).call(0).local_get(count).end();
    } else {
        sink.call(0).end();
    }
    let mut done = Function::new([]);
    done.instructions().i32_const(FIRST).global_set(0).end();
    let mut code = CodeSection::new();
    code.function(&call).function(&done);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
    module
}
