//! Reads and writes one character of a text in memory.

use crate::transcode::PARAMS;
use wasm_encoder::{BlockType, InstructionSink, MemArg};

/// Where the next character is read, and where the text ends.
pub const AT: u32 = PARAMS;
pub const END: u32 = PARAMS + 1;
/// Where it is written.
pub const TO: u32 = PARAMS + 2;
/// The character that was read, as a code point.
pub const CHARACTER: u32 = PARAMS + 3;
/// Where that began.
pub const BEFORE: u32 = PARAMS + 4;
const FIRST: u32 = PARAMS + 5;
const SECOND: u32 = PARAMS + 6;
pub const LOCALS: u32 = 7;

#[derive(Clone, Copy, PartialEq)]
pub enum Encoding {
    Utf8,
    Utf16,
    Latin1,
}

impl Encoding {
    /// The bytes of a code unit.
    pub fn unit(self) -> i32 {
        if self == Encoding::Utf16 { 2 } else { 1 }
    }
}

/// The next character; traps if it is ill-formed.
pub fn read(code: &mut InstructionSink<'_>, encoding: Encoding, memory: u32) {
    match encoding {
        Encoding::Utf8 => read_utf8(code, memory),
        Encoding::Utf16 => read_utf16(code, memory),
        Encoding::Latin1 => {
            code.local_get(AT).i32_load8_u(at(memory, 0)).local_set(CHARACTER);
            advance(code, AT, 1);
        }
    }
}

fn read_utf8(code: &mut InstructionSink<'_>, memory: u32) {
    code.local_get(AT).i32_load8_u(at(memory, 0)).local_tee(FIRST).i32_const(0x80).i32_lt_u();
    code.if_(BlockType::Empty).local_get(FIRST).local_set(CHARACTER);
    advance(code, AT, 1);
    code.else_();
    first_below(code, 0xc2);
    code.if_(BlockType::Empty).unreachable().end();
    first_below(code, 0xe0);
    code.if_(BlockType::Empty);
    several(code, memory, 2, 0x1f, None);
    code.else_();
    first_below(code, 0xf0);
    code.if_(BlockType::Empty);
    several(code, memory, 3, 0x0f, Some(((0xe0, 0xa0), (0xed, 0x9f))));
    code.else_();
    first_below(code, 0xf5);
    code.i32_eqz().if_(BlockType::Empty).unreachable().end();
    several(code, memory, 4, 0x07, Some(((0xf0, 0x90), (0xf4, 0x8f))));
    code.end().end().end();
}

fn first_below(code: &mut InstructionSink<'_>, limit: i32) {
    code.local_get(FIRST).i32_const(limit).i32_lt_u();
}

/// The second byte is 0x80 to 0xbf, but after a first byte from another one on, and after another one up to another.
type Bounds = ((i32, i32), (i32, i32));

/// A character of so many bytes; the first one has bits of it under that mask.
fn several(code: &mut InstructionSink<'_>, memory: u32, count: i32, mask: i32, bounds: Option<Bounds>) {
    code.local_get(END).local_get(AT).i32_sub().i32_const(count).i32_lt_u();
    code.if_(BlockType::Empty).unreachable().end();
    if let Some(bounds) = bounds {
        second_between(code, memory, bounds);
    }
    code.local_get(FIRST).i32_const(mask).i32_and().local_set(CHARACTER);
    for offset in 1..count {
        code.local_get(AT).i32_load8_u(at(memory, offset as u64)).local_tee(SECOND);
        code.i32_const(0xc0).i32_and().i32_const(0x80).i32_ne().if_(BlockType::Empty).unreachable().end();
        code.local_get(CHARACTER).i32_const(6).i32_shl();
        code.local_get(SECOND).i32_const(0x3f).i32_and().i32_or().local_set(CHARACTER);
    }
    advance(code, AT, count);
}

fn second_between(code: &mut InstructionSink<'_>, memory: u32, (least, most): Bounds) {
    let bound = |code: &mut InstructionSink<'_>, (first, bound): (i32, i32), otherwise: i32| {
        code.i32_const(bound).i32_const(otherwise).local_get(FIRST).i32_const(first).i32_eq().select();
    };
    code.local_get(AT).i32_load8_u(at(memory, 1)).local_tee(SECOND);
    bound(code, least, 0x80);
    code.i32_lt_u().local_get(SECOND);
    bound(code, most, 0xbf);
    code.i32_gt_u().i32_or().if_(BlockType::Empty).unreachable().end();
}

fn read_utf16(code: &mut InstructionSink<'_>, memory: u32) {
    code.local_get(AT).i32_load16_u(at(memory, 0)).local_set(CHARACTER);
    advance(code, AT, 2);
    code.local_get(CHARACTER).i32_const(0xf800).i32_and().i32_const(0xd800).i32_eq().if_(BlockType::Empty);
    // A high surrogate, followed by another code unit.
    code.local_get(CHARACTER).i32_const(0xdc00).i32_ge_u().local_get(AT).local_get(END).i32_eq().i32_or();
    code.if_(BlockType::Empty).unreachable().end();
    code.local_get(AT).i32_load16_u(at(memory, 0)).local_tee(SECOND).i32_const(0xfc00).i32_and();
    code.i32_const(0xdc00).i32_ne().if_(BlockType::Empty).unreachable().end();
    code.local_get(CHARACTER).i32_const(0x3ff).i32_and().i32_const(10).i32_shl();
    code.local_get(SECOND).i32_const(0x3ff).i32_and().i32_or().i32_const(0x10000).i32_add();
    code.local_set(CHARACTER);
    advance(code, AT, 2);
    code.end();
}

/// The character that was read, where there is room for it.
pub fn write(code: &mut InstructionSink<'_>, encoding: Encoding, memory: u32) {
    match encoding {
        Encoding::Utf8 => write_utf8(code, memory),
        Encoding::Utf16 => write_utf16(code, memory),
        Encoding::Latin1 => {
            code.local_get(TO).local_get(CHARACTER).i32_store8(at(memory, 0));
            advance(code, TO, 1);
        }
    }
}

fn write_utf16(code: &mut InstructionSink<'_>, memory: u32) {
    code.local_get(CHARACTER).i32_const(0x10000).i32_lt_u().if_(BlockType::Empty);
    code.local_get(TO).local_get(CHARACTER).i32_store16(at(memory, 0));
    advance(code, TO, 2);
    code.else_();
    code.local_get(TO).local_get(CHARACTER).i32_const(0x10000).i32_sub().i32_const(10).i32_shr_u();
    code.i32_const(0xd800).i32_or().i32_store16(at(memory, 0));
    code.local_get(TO).local_get(CHARACTER).i32_const(0x3ff).i32_and().i32_const(0xdc00).i32_or();
    code.i32_store16(at(memory, 2));
    advance(code, TO, 4);
    code.end();
}

/// How many bytes the character has in UTF-8.
pub fn size_in_utf8(code: &mut InstructionSink<'_>) {
    code.i32_const(1);
    for least in [0x80, 0x800, 0x10000] {
        code.local_get(CHARACTER).i32_const(least).i32_ge_u().i32_add();
    }
}

fn write_utf8(code: &mut InstructionSink<'_>, memory: u32) {
    code.local_get(CHARACTER).i32_const(0x80).i32_lt_u().if_(BlockType::Empty);
    code.local_get(TO).local_get(CHARACTER).i32_store8(at(memory, 0));
    advance(code, TO, 1);
    code.else_().local_get(CHARACTER).i32_const(0x800).i32_lt_u().if_(BlockType::Empty);
    write_several(code, memory, 2, 0xc0);
    code.else_().local_get(CHARACTER).i32_const(0x10000).i32_lt_u().if_(BlockType::Empty);
    write_several(code, memory, 3, 0xe0);
    code.else_();
    write_several(code, memory, 4, 0xf0);
    code.end().end().end();
}

fn write_several(code: &mut InstructionSink<'_>, memory: u32, count: i32, first: i32) {
    for offset in 0..count {
        code.local_get(TO).local_get(CHARACTER).i32_const(6 * (count - 1 - offset)).i32_shr_u();
        if offset == 0 {
            code.i32_const(first).i32_or();
        } else {
            code.i32_const(0x3f).i32_and().i32_const(0x80).i32_or();
        }
        code.i32_store8(at(memory, offset as u64));
    }
    advance(code, TO, count);
}

fn advance(code: &mut InstructionSink<'_>, local: u32, bytes: i32) {
    code.local_get(local).i32_const(bytes).i32_add().local_set(local);
}

fn at(memory_index: u32, offset: u64) -> MemArg {
    MemArg { offset, align: 0, memory_index }
}
