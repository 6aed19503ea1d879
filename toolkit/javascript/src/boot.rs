//! `boot`: carries the script, and hands it to the engine when the component is instantiated.

use wasm_encoder::{BlockType, Function, MemArg, ValType};

use crate::library::{Library, MEMORY_BASE};
use crate::surroundings::Surroundings;

pub const NAME: &str = "boot.wasm";
/// `blocking-write-and-flush` takes no more at once.
const MOST_AT_ONCE: i32 = 4096;
/// Free memory, in bytes, of an instance after its start. A call that needs no more does not grow
/// the memory, which never shrinks: so a host can reset the instance to the state before the call.
const ROOM: i32 = 512 * 1024;
/// The size that remains allocated, because `cabi_realloc` cannot free.
const TAKEN: i32 = 16;
const SHIM: u32 = 0;
const SCRIPT: u32 = 1;
const RESULT: u32 = 2;

pub fn library(shim: &str, script: &str, surroundings: &Surroundings) -> Vec<u8> {
    let mut library = Library::default();
    let realloc = library.import("env", "cabi_realloc", 4, 1);
    let init = library.import("env", "init", 8, 1);
    let stderr = surroundings.stderr().map(|(cli, streams)| {
        let open = library.import(&cli, "get-stderr", 0, 1);
        (open, library.import(&streams, "[method]output-stream.blocking-write-and-flush", 4, 0))
    });
    let scratch = library.place(&[0; 16]);
    let texts = [shim, script].map(|text| (library.place(text.as_bytes()), text.len()));
    let mut function = Function::new([(3, ValType::I32)]);
    let mut code = function.instructions();
    // The engine becomes the owner of both texts.
    for (local, (at, length)) in [SHIM, SCRIPT].into_iter().zip(texts) {
        let length = i32::try_from(length).unwrap();
        code.i32_const(0).i32_const(0).i32_const(1).i32_const(length).call(realloc).local_tee(local);
        code.global_get(MEMORY_BASE).i32_const(i32::try_from(at).unwrap()).i32_add();
        code.i32_const(length).memory_copy(0, 0);
    }
    for (local, (_, length)) in [SHIM, SCRIPT].into_iter().zip(texts) {
        code.local_get(local).i32_const(i32::try_from(length).unwrap());
    }
    // No path of an entry, and its garbage is collected.
    code.i32_const(0).i32_const(0).i32_const(0).i32_const(0).call(init).local_tee(RESULT);
    code.i32_load8_u(at(0)).if_(BlockType::Empty);
    if let Some((open, write)) = stderr {
        code.call(open).local_get(RESULT).i32_load(at(4));
        code.local_get(RESULT).i32_load(at(8)).i32_const(MOST_AT_ONCE);
        code.local_get(RESULT).i32_load(at(8)).i32_const(MOST_AT_ONCE).i32_lt_u().select();
        code.global_get(MEMORY_BASE).i32_const(i32::try_from(scratch).unwrap()).i32_add().call(write);
    }
    code.unreachable().end();
    code.i32_const(0).i32_const(0).i32_const(1).i32_const(ROOM).call(realloc);
    code.i32_const(ROOM).i32_const(1).i32_const(TAKEN).call(realloc).drop().end();
    let constructor = library.define(&[], &[], &function);
    library.export("__wasm_call_ctors", constructor);
    library.finish()
}

fn at(offset: u64) -> MemArg {
    MemArg { offset, align: 0, memory_index: 0 }
}
