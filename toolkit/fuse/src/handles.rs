//! Tables of handles in wasm, one for each instance of a component, all in a memory that no
//! instance can access.
//!
//! The memory begins with the resource types that instances know, sixteen bytes each: the table,
//! the resource, the instance that defines it, whether the instance only passes it on. The
//! instances follow: the address of the table, its capacity, the next new entry, the first free
//! one. Entries: kind, representation, lends (of a borrow: its call), next free entry. The kind is
//! 0 for a free entry, else twice the resource, plus 1 for an owner or 2 for a borrow. Entry 0 is
//! unused, and entries are reused in wasmtime's order.

use crate::builder::Builder;
use wasm_encoder::{BlockType, ConstExpr, Function, InstructionSink, MemArg, MemoryType, ValType};

pub const ENTRY: i32 = 16;
pub const OWNER: u32 = 0;
pub const RESOURCE: u32 = 4;
pub const MAKER: u32 = 8;
pub const FORWARDS: u32 = 12;
const BASE: u32 = 0;
const ROOM: u32 = 4;
const NEXT: u32 = 8;
const FREE: u32 = 12;
pub const KIND: u32 = 0;
pub const REPRESENTATION: u32 = 4;
pub const LENDS: u32 = 8;
const NEXT_FREE: u32 = 12;

/// A resource as an instance knows it.
pub struct Known {
    pub instance: u32,
    pub resource: u32,
    /// The instance that gets the representation of a handle lent to it.
    pub maker: Option<u32>,
    pub forwards: Forwards,
}

/// Whether an instance is a forwarder, whose handles are in the host's table.
#[derive(Clone, Copy, PartialEq)]
pub enum Forwards {
    No = 0,
    /// Of a resource of the host: they are representations here.
    Imported = 1,
    /// Of a resource that an instance defines: the host knows the representation.
    Exported = 2,
}

/// Functions on the tables.
pub struct Handles {
    pub memory: u32,
    /// `(instance, kind, representation, lends) -> handle`
    pub add: u32,
    /// `(instance, handle, resource) -> address`; traps if there is none.
    pub find: u32,
    /// `(instance, address)`
    pub remove: u32,
    /// `(instance, handle) -> address`, of an existing handle.
    pub lender: u32,
}

pub fn at(memory_index: u32, offset: u32) -> MemArg {
    MemArg { offset: offset.into(), align: 2, memory_index }
}

impl Handles {
    pub fn new(builder: &mut Builder, known: &[Known], instances: u32) -> Self {
        let headers = known.len() as i32 * ENTRY;
        let first = headers + instances as i32 * ENTRY;
        let pages = u64::from(first as u32) / 65536 + 1;
        let memory = builder.memory(MemoryType {
            minimum: pages,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut data = Vec::new();
        let none = u32::MAX;
        for Known { instance, resource, maker, forwards } in known {
            let words = [*instance, *resource, maker.unwrap_or(none), *forwards as u32];
            data.extend(words.into_iter().flat_map(u32::to_le_bytes));
        }
        for _ in 0..instances {
            data.extend([0, 0, 1, 0].into_iter().flat_map(u32::to_le_bytes));
        }
        builder.data.active(memory, &ConstExpr::i32_const(0), data);
        let heap = builder.variable(first);
        let add = add(builder, memory, headers, heap);
        let (find, remove) = (find(builder, memory, headers), remove(builder, memory, headers));
        Handles { memory, add, find, remove, lender: lender(builder, memory, headers) }
    }
}

fn header(code: &mut InstructionSink<'_>, headers: i32) {
    code.local_get(0).i32_const(ENTRY).i32_mul().i32_const(headers).i32_add();
}

fn add(builder: &mut Builder, memory: u32, headers: i32, heap: u32) -> u32 {
    let (kind, representation, lends, head, handle, entry, room) = (1, 2, 3, 4, 5, 6, 7);
    let ty = builder.function_type(&[ValType::I32; 4], &[ValType::I32]);
    let mut body = Function::new([(4, ValType::I32)]);
    let mut code = body.instructions();
    header(&mut code, headers);
    code.local_tee(head).i32_load(at(memory, FREE)).local_tee(handle).if_(BlockType::Empty);
    address(&mut code, memory, head, handle);
    code.local_set(entry);
    code.local_get(head).local_get(entry).i32_load(at(memory, NEXT_FREE)).i32_store(at(memory, FREE));
    code.else_();
    code.local_get(head).i32_load(at(memory, NEXT)).local_tee(handle);
    code.local_get(head).i32_load(at(memory, ROOM)).i32_ge_u().if_(BlockType::Empty);
    code.local_get(head).i32_load(at(memory, ROOM)).i32_const(1).i32_shl().i32_const(16).local_get(head);
    code.i32_load(at(memory, ROOM)).select().local_tee(room).i32_const(1 << 24).i32_gt_u();
    code.if_(BlockType::Empty).unreachable().end();
    grow(&mut code, memory, heap, room);
    code.global_get(heap)
        .local_get(head)
        .i32_load(at(memory, BASE))
        .local_get(head)
        .i32_load(at(memory, ROOM));
    code.i32_const(ENTRY).i32_mul().memory_copy(memory, memory);
    code.local_get(head).global_get(heap).i32_store(at(memory, BASE));
    code.local_get(head).local_get(room).i32_store(at(memory, ROOM));
    code.global_get(heap).local_get(room).i32_const(ENTRY).i32_mul().i32_add().global_set(heap).end();
    code.local_get(head).local_get(handle).i32_const(1).i32_add().i32_store(at(memory, NEXT)).end();
    address(&mut code, memory, head, handle);
    code.local_tee(entry).local_get(kind).i32_store(at(memory, KIND));
    code.local_get(entry).local_get(representation).i32_store(at(memory, REPRESENTATION));
    code.local_get(entry).local_get(lends).i32_store(at(memory, LENDS)).local_get(handle).end();
    builder.function(ty, &body, "add a handle")
}

/// Room for a table behind all others.
fn grow(code: &mut InstructionSink<'_>, memory: u32, heap: u32, room: u32) {
    let missing = |code: &mut InstructionSink<'_>| {
        code.global_get(heap).local_get(room).i32_const(ENTRY).i32_mul().i32_add();
        code.i32_const(16).i32_shr_u().i32_const(1).i32_add().memory_size(memory).i32_sub();
    };
    // Tables double, so that one that ends beyond 2 GB is an attack.
    code.global_get(heap).i32_const(0).i32_lt_s().if_(BlockType::Empty).unreachable().end();
    missing(code);
    code.i32_const(0).i32_gt_s().if_(BlockType::Empty);
    missing(code);
    code.memory_grow(memory).i32_const(-1).i32_eq().if_(BlockType::Empty).unreachable().end().end();
}

fn address(code: &mut InstructionSink<'_>, memory: u32, head: u32, handle: u32) {
    code.local_get(head).i32_load(at(memory, BASE)).local_get(handle).i32_const(ENTRY).i32_mul().i32_add();
}

fn find(builder: &mut Builder, memory: u32, headers: i32) -> u32 {
    let (handle, resource, head, entry) = (1, 2, 3, 4);
    let ty = builder.function_type(&[ValType::I32; 3], &[ValType::I32]);
    let mut body = Function::new([(2, ValType::I32)]);
    let mut code = body.instructions();
    header(&mut code, headers);
    code.local_set(head).local_get(handle).i32_eqz();
    code.local_get(handle).local_get(head).i32_load(at(memory, NEXT)).i32_ge_u().i32_or();
    code.if_(BlockType::Empty).unreachable().end();
    address(&mut code, memory, head, handle);
    code.local_tee(entry).i32_load(at(memory, KIND)).local_get(resource).i32_const(1).i32_shl().i32_sub();
    code.i32_const(1).i32_sub().i32_const(1).i32_gt_u().if_(BlockType::Empty).unreachable().end();
    code.local_get(entry).end();
    builder.function(ty, &body, "find a handle")
}

fn remove(builder: &mut Builder, memory: u32, headers: i32) -> u32 {
    let (entry, head) = (1, 2);
    let ty = builder.function_type(&[ValType::I32; 2], &[]);
    let mut body = Function::new([(1, ValType::I32)]);
    let mut code = body.instructions();
    header(&mut code, headers);
    code.local_set(head).local_get(entry).i32_const(0).i32_store(at(memory, KIND));
    code.local_get(entry).local_get(head).i32_load(at(memory, FREE)).i32_store(at(memory, NEXT_FREE));
    code.local_get(head).local_get(entry).local_get(head).i32_load(at(memory, BASE)).i32_sub();
    code.i32_const(ENTRY).i32_div_u().i32_store(at(memory, FREE)).end();
    builder.function(ty, &body, "remove a handle")
}

fn lender(builder: &mut Builder, memory: u32, headers: i32) -> u32 {
    let (handle, head) = (1, 2);
    let ty = builder.function_type(&[ValType::I32; 2], &[ValType::I32]);
    let mut body = Function::new([(1, ValType::I32)]);
    let mut code = body.instructions();
    header(&mut code, headers);
    code.local_set(head);
    address(&mut code, memory, head, handle);
    code.end();
    builder.function(ty, &body, "find a lender")
}
