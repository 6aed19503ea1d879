//! Copies the text of one memory into another, from one encoding to another, and traps if it is
//! ill-formed.
//!
//! The caller has checked that all of it lies within memory. Parameters, results and early stops of
//! each operation are those that wasmtime's adapters, the callers, expect.

use crate::characters::{AT, BEFORE, CHARACTER, END, Encoding, LOCALS, TO, read, size_in_utf8, write};
use wasm_encoder::{BlockType, Function, InstructionSink, MemArg, ValType};
use wasmtime_environ::component::{FixedEncoding, Transcode};

const SOURCE: u32 = 0;
/// In code units.
const LENGTH: u32 = 1;
const TARGET: u32 = 2;
/// Of an operation that may stop early: how many bytes there are for it.
const ROOM: u32 = 3;
/// Whether it stops before the first character that is not ASCII.
const IS_FIRST: u32 = 4;
/// For an operation that continues another one: the number of Latin-1 characters that it wrote.
const SO_FAR: u32 = 4;
pub const PARAMS: u32 = 5;

/// Where a text may be Latin-1 or UTF-16, its length says that it is the latter.
const UTF16_TAG: i32 = 1 << 31;

pub fn function(operation: Transcode, from: u32, to: u32) -> Function {
    use Encoding::*;
    let params = match operation {
        Transcode::Latin1ToUtf8
        | Transcode::Utf16ToUtf8
        | Transcode::Utf8ToCompactUtf16
        | Transcode::Utf16ToCompactUtf16 => PARAMS,
        _ => 3,
    };
    let mut body = Function::new([(PARAMS - params + LOCALS, ValType::I32)]);
    let code = &mut body.instructions();
    match operation {
        Transcode::Copy(FixedEncoding::Utf8) => copy(code, Utf8, from, to),
        Transcode::Copy(FixedEncoding::Utf16) => copy(code, Utf16, from, to),
        Transcode::Copy(FixedEncoding::Latin1) => copied(code, Latin1, from, to),
        Transcode::Latin1ToUtf16 => each(code, (Latin1, from), (Utf16, to)),
        Transcode::Utf8ToUtf16 => to_utf16(code, from, to),
        Transcode::Latin1ToUtf8 => to_utf8(code, (Latin1, from), to),
        Transcode::Utf16ToUtf8 => to_utf8(code, (Utf16, from), to),
        Transcode::Utf8ToLatin1 => to_latin1(code, (Utf8, from), to),
        Transcode::Utf16ToLatin1 => to_latin1(code, (Utf16, from), to),
        Transcode::Utf8ToCompactUtf16 => rest_to_utf16(code, (Utf8, from), to),
        Transcode::Utf16ToCompactUtf16 => rest_to_utf16(code, (Utf16, from), to),
        Transcode::Utf16ToCompactProbablyUtf16 => to_either(code, from, to),
    }
    code.end();
    body
}

/// A text in an encoding, by the index of its memory.
type Side = (Encoding, u32);

/// Checks it first.
fn copy(code: &mut InstructionSink<'_>, encoding: Encoding, from: u32, to: u32) {
    start(code, encoding);
    code.block(BlockType::Empty).loop_(BlockType::Empty);
    code.local_get(AT).local_get(END).i32_eq().br_if(1);
    if encoding == Encoding::Utf8 {
        eight_of_ascii(code, from);
    }
    read(code, encoding, from);
    code.br(0).end().end();
    copied(code, encoding, from, to);
}

fn copied(code: &mut InstructionSink<'_>, encoding: Encoding, from: u32, to: u32) {
    code.local_get(TARGET).local_get(SOURCE).local_get(LENGTH);
    code.i32_const(encoding.unit()).i32_mul().memory_copy(to, from);
}

/// In a loop, which continues after them.
fn eight_of_ascii(code: &mut InstructionSink<'_>, from: u32) {
    code.local_get(END).local_get(AT).i32_sub().i32_const(8).i32_ge_u().if_(BlockType::Empty);
    code.local_get(AT).i64_load(bytes(from));
    code.i64_const(0x8080_8080_8080_8080_u64 as i64).i64_and().i64_eqz().if_(BlockType::Empty);
    code.local_get(AT).i32_const(8).i32_add().local_set(AT).br(2).end().end();
}

fn start(code: &mut InstructionSink<'_>, encoding: Encoding) {
    code.local_get(SOURCE).local_set(AT).local_get(TARGET).local_set(TO);
    code.local_get(SOURCE).local_get(LENGTH).i32_const(encoding.unit()).i32_mul().i32_add().local_set(END);
}

fn each(code: &mut InstructionSink<'_>, from: Side, to: Side) {
    start(code, from.0);
    transcribe(code, from, to, |_| {});
}

/// Reads and writes until the end. `stops` comes before a character is written: `br_if 1` leaves it to be read again.
fn transcribe(
    code: &mut InstructionSink<'_>,
    (read_as, from): Side,
    (written_as, to): Side,
    stops: impl Fn(&mut InstructionSink<'_>),
) {
    code.block(BlockType::Empty).block(BlockType::Empty).loop_(BlockType::Empty);
    code.local_get(AT).local_tee(BEFORE).local_get(END).i32_eq().br_if(2);
    read(code, read_as, from);
    stops(code);
    write(code, written_as, to);
    code.br(0).end().end().local_get(BEFORE).local_set(AT).end();
}

/// Gives how many code units were written.
fn to_utf16(code: &mut InstructionSink<'_>, from: u32, to: u32) {
    each(code, (Encoding::Utf8, from), (Encoding::Utf16, to));
    code.local_get(TO).local_get(TARGET).i32_sub().i32_const(1).i32_shr_u();
}

/// Gives how many code units were read and written.
fn to_utf8(code: &mut InstructionSink<'_>, from: Side, to: u32) {
    start(code, from.0);
    transcribe(code, from, (Encoding::Utf8, to), |code| {
        code.local_get(CHARACTER).i32_const(0x80).i32_ge_u().local_get(IS_FIRST).i32_and().br_if(1);
        code.local_get(TARGET).local_get(ROOM).i32_add().local_get(TO).i32_sub();
        size_in_utf8(code);
        code.i32_lt_u().br_if(1);
    });
    progress(code, from.0);
}

fn to_latin1(code: &mut InstructionSink<'_>, from: Side, to: u32) {
    start(code, from.0);
    transcribe(code, from, (Encoding::Latin1, to), |code| {
        code.local_get(CHARACTER).i32_const(0xff).i32_gt_u().br_if(1);
    });
    progress(code, from.0);
}

fn progress(code: &mut InstructionSink<'_>, read: Encoding) {
    code.local_get(AT).local_get(SOURCE).i32_sub().i32_const(read.unit()).i32_div_u();
    code.local_get(TO).local_get(TARGET).i32_sub();
}

/// Widens the existing Latin-1 text, continues after it, and returns the number of code units.
fn rest_to_utf16(code: &mut InstructionSink<'_>, from: Side, to: u32) {
    // From the last one, so that none is overwritten.
    code.local_get(SO_FAR).local_set(AT);
    code.block(BlockType::Empty).loop_(BlockType::Empty).local_get(AT).i32_eqz().br_if(1);
    code.local_get(AT)
        .i32_const(1)
        .i32_sub()
        .local_tee(AT)
        .i32_const(1)
        .i32_shl()
        .local_get(TARGET)
        .i32_add();
    code.local_get(TARGET).local_get(AT).i32_add().i32_load8_u(bytes(to));
    code.i32_store16(bytes(to)).br(0).end().end();
    start(code, from.0);
    code.local_get(TO).local_get(SO_FAR).i32_const(1).i32_shl().i32_add().local_set(TO);
    transcribe(code, from, (Encoding::Utf16, to), |_| {});
    code.local_get(TO).local_get(TARGET).i32_sub().i32_const(1).i32_shr_u();
}

/// UTF-16 to UTF-16, or Latin-1 where all of it is; gives the length, tagged.
fn to_either(code: &mut InstructionSink<'_>, from: u32, to: u32) {
    const IS_WIDE: u32 = ROOM;
    start(code, Encoding::Utf16);
    transcribe(code, (Encoding::Utf16, from), (Encoding::Utf16, to), |code| {
        code.local_get(IS_WIDE).local_get(CHARACTER).i32_const(0xff).i32_gt_u().i32_or().local_set(IS_WIDE);
    });
    code.local_get(IS_WIDE).if_(BlockType::Empty);
    code.local_get(LENGTH).i32_const(UTF16_TAG).i32_or().return_().end();
    code.i32_const(0).local_set(AT);
    code.block(BlockType::Empty).loop_(BlockType::Empty);
    code.local_get(AT).local_get(LENGTH).i32_eq().br_if(1);
    code.local_get(TARGET).local_get(AT).i32_add();
    code.local_get(TARGET).local_get(AT).i32_const(1).i32_shl().i32_add().i32_load8_u(bytes(to));
    code.i32_store8(bytes(to)).local_get(AT).i32_const(1).i32_add().local_set(AT).br(0).end().end();
    code.local_get(LENGTH);
}

const fn bytes(memory_index: u32) -> MemArg {
    MemArg { offset: 0, align: 0, memory_index }
}
