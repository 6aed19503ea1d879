//! `fix`: wraps the engine where it confuses a handle with a representation. The engine numbers the
//! objects that it passes out from 0; outside they are numbered from 1. A returned owned object is
//! the same object again, and a borrow ends with the call, once. When others drop an object, its
//! dispose method is called here, as by an export of the world, because the engine only forgets it.

use wasm_encoder::{BlockType, Function, InstructionSink, MemArg, ValType};
use wit_dylib::Metadata;

use crate::engine::original;
use crate::extra_exports::{ExtraExports, RESOURCE_SIZE, RESOURCES};
use crate::jobs;
use crate::library::{Library, TABLE_BASE};

const I32: ValType = ValType::I32;
/// Of `wit_resource_t`, see wit_dylib.h.
const DROP: u64 = 8;
const NEW: u64 = 12;
const REP: u64 = 16;
/// In JavaScript `witStudioDispose`, which the prelude gives every object.
const DISPOSE: &str = "wit-studio-dispose";
/// A borrow that is lent for a call: its type, its handle, and whether it was given back.
const NOTE_SIZE: i32 = 12;

/// The variables of one resource: its original functions.
struct Resource {
    index: i32,
    drop: u32,
    /// Only of a resource that the component exports.
    own: Option<Own>,
}

struct Own {
    new: u32,
    rep: u32,
    /// The number of the export that disposes of one.
    dispose: u32,
}

struct Signatures {
    to_none: u32,
    to_one: u32,
}

struct Notes {
    start: u32,
    count: u32,
    room: u32,
}

/// `waits`: the script runs jobs of the engine, see `jobs`.
pub fn library(metadata: &Metadata, is_async: bool, waits: bool) -> Vec<u8> {
    let mut library = Library::default();
    let mut engine = |name: &str, params| library.import("env", &original(name), params, 0);
    let initialize = engine("wit_dylib_initialize", 1);
    let push_own = engine("wit_dylib_push_own", 3);
    let push_borrow = engine("wit_dylib_push_borrow", 3);
    let resource_dtor = engine("wit_dylib_resource_dtor", 2);
    let export_call = engine("wit_dylib_export_call", 2);
    let export_finish = engine("wit_dylib_export_finish", 2);
    let export_start = library.import("env", "wit_dylib_export_start", 1, 1);
    let export_async_call = library.import("env", "wit_dylib_export_async_call", 2, 1);
    let realloc = library.import("env", "cabi_realloc", 4, 1);
    let signatures =
        Signatures { to_none: library.signature(&[I32], &[]), to_one: library.signature(&[I32], &[I32]) };
    let muted = library.variable();
    let notes = Notes { start: library.variable(), count: library.variable(), room: library.variable() };
    let mut extra = ExtraExports::behind(metadata);
    let resources: Vec<Resource> = (0..)
        .zip(&metadata.resources)
        .map(|(index, resource)| {
            let drop = library.variable();
            let own = resource.new_elem_index.map(|_| {
                let dispose = extra.method(&mut library, resource, index, DISPOSE);
                Own { new: library.variable(), rep: library.variable(), dispose }
            });
            Resource { index, drop, own }
        })
        .collect();

    let jobs = waits.then(|| extra.function(&mut library, jobs::EXPORT));
    let body = start(&mut library, &resources, &signatures, &notes, &extra, initialize);
    define(&mut library, "wit_dylib_initialize", 1, &body);
    define(&mut library, "wit_dylib_push_own", 3, &take(&resources, &signatures, muted, push_own));
    let lends = !is_async;
    let note = if lends { Some((&notes, realloc)) } else { None };
    define(&mut library, "wit_dylib_push_borrow", 3, &borrow(&resources, note, push_borrow));
    let calls = [export_start, push_borrow, export_call, export_finish];
    define(&mut library, "wit_dylib_resource_dtor", 2, &destroy(&resources, muted, calls, resource_dtor));
    define(&mut library, "wit_dylib_export_call", 2, &call(&resources, &signatures, &notes, export_call));
    define(&mut library, "wit_dylib_export_finish", 2, &finish(&notes, export_finish));
    if let Some(export) = jobs {
        define(&mut library, jobs::SYMBOL, 0, &jobs::run(export, export_start, export_async_call));
    }
    library.finish()
}

fn define(library: &mut Library, name: &str, params: usize, body: &Function) {
    let function = library.define(&vec![I32; params], &[], body);
    library.export(name, function);
}

/// Puts own functions into the metadata before the engine reads it.
fn start(
    library: &mut Library,
    resources: &[Resource],
    signatures: &Signatures,
    notes: &Notes,
    extra: &ExtraExports,
    initialize: u32,
) -> Function {
    let mut function = Function::new([(1, I32)]);
    let mut code = function.instructions();
    extra.add(library, &mut code);
    let entries = 1;
    code.local_get(0).i32_load(word(RESOURCES)).local_set(entries);
    for resource in resources {
        let base = RESOURCE_SIZE * u64::try_from(resource.index).unwrap();
        let mut replace = |code: &mut InstructionSink<'_>, offset, before, results: &[ValType], body| {
            let defined = library.define(&[I32], results, &body);
            let slot = i32::try_from(library.slot(defined)).unwrap();
            code.local_get(entries).i32_load(word(base + offset)).global_set(before);
            code.local_get(entries).global_get(TABLE_BASE).i32_const(slot).i32_add();
            code.i32_store(word(base + offset));
        };
        replace(&mut code, DROP, resource.drop, &[], drop_once(resource, signatures, notes));
        if let Some(Own { new, rep, .. }) = resource.own {
            let one_more = Function::new([]);
            let mut body = one_more;
            body.instructions().local_get(0).i32_const(1).i32_add().global_get(new);
            body.instructions().call_indirect(0, signatures.to_one).end();
            replace(&mut code, NEW, new, &[I32], body);
            let mut body = Function::new([]);
            body.instructions().local_get(0).global_get(rep).call_indirect(0, signatures.to_one);
            body.instructions().i32_const(1).i32_sub().end();
            replace(&mut code, REP, rep, &[I32], body);
        }
    }
    code.local_get(0).call(initialize).end();
    function
}

/// Goes through the notes: `each` finds the note's address in `at`.
fn for_each_note(
    code: &mut InstructionSink<'_>,
    notes: &Notes,
    at: u32,
    each: impl FnOnce(&mut InstructionSink<'_>),
) {
    code.global_get(notes.start).local_set(at);
    code.block(BlockType::Empty).loop_(BlockType::Empty);
    code.local_get(at).global_get(notes.start);
    code.global_get(notes.count).i32_const(NOTE_SIZE).i32_mul().i32_add().i32_ge_u().br_if(1);
    each(code);
    code.local_get(at).i32_const(NOTE_SIZE).i32_add().local_set(at).br(0).end().end();
}

/// Does nothing for a borrow that was given back already.
fn drop_once(resource: &Resource, signatures: &Signatures, notes: &Notes) -> Function {
    let (handle, at) = (0, 1);
    let mut function = Function::new([(1, I32)]);
    let mut code = function.instructions();
    for_each_note(&mut code, notes, at, |code| {
        code.local_get(at).i32_load(word(0)).i32_const(resource.index).i32_eq();
        code.local_get(at).i32_load(word(4)).local_get(handle).i32_eq().i32_and().if_(BlockType::Empty);
        code.local_get(at).i32_load(word(8)).if_(BlockType::Empty).return_().end();
        code.local_get(at).i32_const(1).i32_store(word(8)).end();
    });
    code.local_get(handle).global_get(resource.drop).call_indirect(0, signatures.to_none).end();
    function
}

/// An object of the guest's own that comes back: the handle goes, and the object stays.
fn take(resources: &[Resource], signatures: &Signatures, muted: u32, push_own: u32) -> Function {
    let (cx, ty, handle, rep) = (0, 1, 2, 3);
    let mut function = Function::new([(1, I32)]);
    let mut code = function.instructions();
    for resource in resources {
        let Some(own) = &resource.own else { continue };
        code.local_get(ty).i32_const(resource.index).i32_eq().if_(BlockType::Empty);
        code.local_get(handle).global_get(own.rep).call_indirect(0, signatures.to_one).local_set(rep);
        code.i32_const(1).global_set(muted);
        code.local_get(handle).global_get(resource.drop).call_indirect(0, signatures.to_none);
        code.i32_const(0).global_set(muted);
        code.local_get(cx).local_get(ty).local_get(rep).i32_const(1).i32_sub().call(push_own);
        code.return_().end();
    }
    code.local_get(cx).local_get(ty).local_get(handle).call(push_own).end();
    function
}

/// A borrow of the guest's own object is its representation; another's is noted, to be given back.
fn borrow(resources: &[Resource], note: Option<(&Notes, u32)>, push_borrow: u32) -> Function {
    let (cx, ty, handle, at) = (0, 1, 2, 3);
    let mut function = Function::new([(1, I32)]);
    let mut code = function.instructions();
    for resource in resources.iter().filter(|resource| resource.own.is_some()) {
        code.local_get(ty).i32_const(resource.index).i32_eq().if_(BlockType::Empty);
        code.local_get(cx).local_get(ty).local_get(handle).i32_const(1).i32_sub().call(push_borrow);
        code.return_().end();
    }
    if let Some((notes, realloc)) = note {
        let size = |code: &mut InstructionSink<'_>, global| {
            code.global_get(global).i32_const(NOTE_SIZE).i32_mul();
        };
        code.global_get(notes.count).global_get(notes.room).i32_eq().if_(BlockType::Empty);
        code.global_get(notes.start);
        size(&mut code, notes.room);
        code.i32_const(4);
        code.global_get(notes.room).i32_const(1).i32_shl().i32_const(8).i32_add().global_set(notes.room);
        size(&mut code, notes.room);
        code.call(realloc).global_set(notes.start).end();
        code.global_get(notes.start);
        size(&mut code, notes.count);
        code.i32_add().local_tee(at).local_get(ty).i32_store(word(0));
        code.local_get(at).local_get(handle).i32_store(word(4));
        code.local_get(at).i32_const(0).i32_store(word(8));
        code.global_get(notes.count).i32_const(1).i32_add().global_set(notes.count);
    }
    code.local_get(cx).local_get(ty).local_get(handle).call(push_borrow).end();
    function
}

fn destroy(resources: &[Resource], muted: u32, calls: [u32; 4], resource_dtor: u32) -> Function {
    let [export_start, push_borrow, export_call, export_finish] = calls;
    let (ty, handle, cx) = (0, 1, 2);
    let mut function = Function::new([(1, I32)]);
    let mut code = function.instructions();
    code.global_get(muted).if_(BlockType::Empty).return_().end();
    for resource in resources {
        let Some(own) = &resource.own else { continue };
        let dispose = own.dispose.cast_signed();
        code.local_get(ty).i32_const(resource.index).i32_eq().if_(BlockType::Empty);
        code.i32_const(dispose).call(export_start).local_set(cx);
        code.local_get(cx).local_get(ty).local_get(handle).i32_const(1).i32_sub().call(push_borrow);
        code.local_get(cx).i32_const(dispose).call(export_call);
        code.local_get(cx).i32_const(dispose).call(export_finish).end();
    }
    code.local_get(ty).local_get(handle).i32_const(1).i32_sub().call(resource_dtor).end();
    function
}

/// A lent handle must be returned before the lender gets the result.
fn call(resources: &[Resource], signatures: &Signatures, notes: &Notes, export_call: u32) -> Function {
    let at = 2;
    let mut function = Function::new([(1, I32)]);
    let mut code = function.instructions();
    code.local_get(0).local_get(1).call(export_call);
    for_each_note(&mut code, notes, at, |code| {
        code.local_get(at).i32_load(word(8)).i32_eqz().if_(BlockType::Empty);
        code.local_get(at).i32_const(1).i32_store(word(8));
        for resource in resources {
            code.local_get(at).i32_load(word(0)).i32_const(resource.index).i32_eq().if_(BlockType::Empty);
            code.local_get(at).i32_load(word(4)).global_get(resource.drop);
            code.call_indirect(0, signatures.to_none).end();
        }
        code.end();
    });
    code.end();
    function
}

fn finish(notes: &Notes, export_finish: u32) -> Function {
    let mut function = Function::new([]);
    let mut code = function.instructions();
    code.local_get(0).local_get(1).call(export_finish);
    code.i32_const(0).global_set(notes.count).end();
    function
}

fn word(offset: u64) -> MemArg {
    MemArg { offset, align: 2, memory_index: 0 }
}
