//! Copies the text of one memory into another and traps where it is none.

use wasm_encoder::{BlockType, Function, InstructionSink, MemArg, ValType};
use wasmtime_environ::component::{FixedEncoding, Transcode};

const SOURCE: u32 = 0;
const LENGTH: u32 = 1;
const TARGET: u32 = 2;
const AT: u32 = 3;
const END: u32 = 4;
const FIRST: u32 = 5;
const SECOND: u32 = 6;

/// Where in memory all of it lies is checked before it is called.
pub fn function(operation: Transcode, from: u32, to: u32) -> Result<Function, String> {
    match operation {
        Transcode::Copy(FixedEncoding::Utf8) => Ok(utf8(from, to)),
        other => Err(format!("it passes strings in two encodings ({})", other.desc())),
    }
}

fn utf8(from: u32, to: u32) -> Function {
    let mut body = Function::new([(4, ValType::I32)]);
    let mut code = body.instructions();
    code.local_get(SOURCE).local_set(AT);
    code.local_get(SOURCE).local_get(LENGTH).i32_add().local_set(END);
    code.block(BlockType::Empty).loop_(BlockType::Empty);
    code.local_get(AT).local_get(END).i32_eq().br_if(1);
    eight_of_ascii(&mut code, from);
    byte(&mut code, from, 0).local_tee(FIRST).i32_const(0x80).i32_lt_u().if_(BlockType::Empty);
    advance(&mut code, 1).end();
    first_below(&mut code, 0xc2).if_(BlockType::Empty).unreachable().end();
    first_below(&mut code, 0xe0).if_(BlockType::Empty);
    remaining(&mut code, 2);
    continuation(&mut code, from, 1);
    advance(&mut code, 2).end();
    first_below(&mut code, 0xf0).if_(BlockType::Empty);
    remaining(&mut code, 3);
    second_between(&mut code, from, (0xe0, 0xa0), (0xed, 0x9f));
    continuation(&mut code, from, 2);
    advance(&mut code, 3).end();
    first_below(&mut code, 0xf5).if_(BlockType::Empty);
    remaining(&mut code, 4);
    second_between(&mut code, from, (0xf0, 0x90), (0xf4, 0x8f));
    continuation(&mut code, from, 2);
    continuation(&mut code, from, 3);
    advance(&mut code, 4).end();
    code.unreachable().end().end();
    code.local_get(TARGET).local_get(SOURCE).local_get(LENGTH).memory_copy(to, from).end();
    body
}

fn eight_of_ascii(code: &mut InstructionSink<'_>, from: u32) {
    code.local_get(END).local_get(AT).i32_sub().i32_const(8).i32_ge_u().if_(BlockType::Empty);
    code.local_get(AT).i64_load(MemArg { offset: 0, align: 0, memory_index: from });
    code.i64_const(0x8080_8080_8080_8080_u64 as i64).i64_and().i64_eqz().if_(BlockType::Empty);
    code.local_get(AT).i32_const(8).i32_add().local_set(AT).br(2).end().end();
}

fn byte<'a, 'b>(code: &'a mut InstructionSink<'b>, from: u32, offset: u64) -> &'a mut InstructionSink<'b> {
    code.local_get(AT).i32_load8_u(MemArg { offset, align: 0, memory_index: from })
}

/// To the next character; in a block of the loop.
fn advance<'a, 'b>(code: &'a mut InstructionSink<'b>, count: i32) -> &'a mut InstructionSink<'b> {
    code.local_get(AT).i32_const(count).i32_add().local_set(AT).br(1)
}

fn first_below<'a, 'b>(code: &'a mut InstructionSink<'b>, limit: i32) -> &'a mut InstructionSink<'b> {
    code.local_get(FIRST).i32_const(limit).i32_lt_u()
}

fn remaining(code: &mut InstructionSink<'_>, count: i32) {
    code.local_get(END).local_get(AT).i32_sub().i32_const(count).i32_lt_u();
    code.if_(BlockType::Empty).unreachable().end();
}

fn continuation(code: &mut InstructionSink<'_>, from: u32, offset: u64) {
    byte(code, from, offset).i32_const(0xc0).i32_and().i32_const(0x80).i32_ne();
    code.if_(BlockType::Empty).unreachable().end();
}

/// From 0x80 to 0xbf, but after some first bytes from or to another.
fn second_between(code: &mut InstructionSink<'_>, from: u32, least: (i32, i32), most: (i32, i32)) {
    byte(code, from, 1).local_tee(SECOND);
    code.i32_const(least.1).i32_const(0x80).local_get(FIRST).i32_const(least.0).i32_eq().select().i32_lt_u();
    code.local_get(SECOND)
        .i32_const(most.1)
        .i32_const(0xbf)
        .local_get(FIRST)
        .i32_const(most.0)
        .i32_eq()
        .select();
    code.i32_gt_u().i32_or().if_(BlockType::Empty).unreachable().end();
}
