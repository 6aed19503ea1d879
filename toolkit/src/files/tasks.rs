//! Functions of wasi:filesystem 0.3 whose tasks go on after they have returned (`toolkit/files/src/tasks.rs`).

use super::copies::Place;
use super::imports::Imports;
use super::third::TASKS;
use crate::stubs::code::val_types;
use wasm_encoder::ValType;
use wit_parser::abi::WasmSignature;
use wit_parser::{
    Function, FunctionKind, FutureIntrinsic, LiftLowerAbi, Mangling, ManglingAndAbi, Resolve,
    StreamIntrinsic, TypeDefKind, WasmImport,
};

pub const ABI: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::AsyncCallback);

/// The name of a function that is a task.
pub fn task_of(function: &Function) -> Option<&str> {
    let name = function.name.strip_prefix("[method]descriptor.")?;
    TASKS.contains(&name).then_some(name)
}

pub const fn is_async(kind: &FunctionKind) -> bool {
    matches!(
        kind,
        FunctionKind::AsyncFreestanding | FunctionKind::AsyncMethod(_) | FunctionKind::AsyncStatic(_)
    )
}

/// Adds what the tasks of an exported interface call, by the names in the prebuilt module.
pub fn add(imports: &mut Imports, resolve: &Resolve, place: &Place) {
    let mut root = |name: &str, as_name: &str, params: &[ValType], results: &[ValType]| {
        let index = imports.push("$root".into(), as_name.into(), params.to_vec(), results.to_vec());
        imports.prebuilt.insert(name.into(), index);
    };
    root("set-new", "[waitable-set-new]", &[], &[ValType::I32]);
    root("set-drop", "[waitable-set-drop]", &[ValType::I32], &[]);
    root("join", "[waitable-join]", &[ValType::I32; 2], &[]);
    for (function, returns, stream) in [
        ("read-via-stream", "return-read", "bytes"),
        ("read-directory", "return-directory", "entries"),
        ("write-via-stream", "return-write", "drop-written"),
        ("append-via-stream", "return-append", "drop-appended"),
    ] {
        let func = &resolve.interfaces[place.id].functions[&format!("[method]descriptor.{function}")];
        let (module, name, WasmSignature { params, results, .. }) =
            func.task_return_import(resolve, Some(&place.key), Mangling::Legacy);
        let index = imports.push(module, name, val_types(&params), val_types(&results));
        imports.prebuilt.insert(returns.into(), index);
        add_ends(imports, resolve, place, func, stream);
    }
}

/// The functions of the stream and the future in a function's type.
fn add_ends(imports: &mut Imports, resolve: &Resolve, place: &Place, func: &Function, stream: &str) {
    let interface = Some(&place.key);
    for ty in func.find_futures_and_streams(resolve) {
        let is_future = matches!(resolve.types[ty].kind, TypeDefKind::Future(_));
        let mut add = |name: String, import, params: usize, results: &[ValType]| {
            let (module, import) = resolve.wasm_import_name(ABI, import);
            let index = imports.push(module, import, vec![ValType::I32; params], results.to_vec());
            imports.prebuilt.insert(name, index);
        };
        let (exported, ty) = (true, Some(ty));
        if is_future {
            let of = |intrinsic, async_| WasmImport::FutureIntrinsic {
                interface,
                func,
                ty,
                intrinsic,
                exported,
                async_,
            };
            if stream == "bytes" {
                add("future-new".into(), of(FutureIntrinsic::New, false), 0, &[ValType::I64]);
                add("future-write".into(), of(FutureIntrinsic::Write, true), 2, &[ValType::I32]);
                add("future-drop".into(), of(FutureIntrinsic::DropWritable, false), 1, &[]);
            }
            continue;
        }
        let of = |intrinsic, async_| WasmImport::StreamIntrinsic {
            interface,
            func,
            ty,
            intrinsic,
            exported,
            async_,
        };
        if stream.starts_with("drop-") {
            add(stream.into(), of(StreamIntrinsic::DropReadable, false), 1, &[]);
        } else {
            add(format!("{stream}-new"), of(StreamIntrinsic::New, false), 0, &[ValType::I64]);
            add(format!("{stream}-write"), of(StreamIntrinsic::Write, true), 3, &[ValType::I32]);
            add(format!("{stream}-drop"), of(StreamIntrinsic::DropWritable, false), 1, &[]);
        }
    }
}
