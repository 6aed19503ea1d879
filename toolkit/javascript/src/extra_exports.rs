//! Exports in addition to those of the world. The engine finds them in its metadata like any other,
//! so that the libraries here can call functions of a script that are not in the world.

use wasm_encoder::{Function, InstructionSink, MemArg, ValType};
use wit_dylib::Metadata;

use crate::library::{Library, MEMORY_BASE, TABLE_BASE};

/// Of `wit_t`, see wit_dylib.h.
const EXPORT_COUNT: u64 = 12;
const EXPORTS: u64 = 16;
pub const RESOURCES: u64 = 24;
/// `wit_resource_t`, which begins with its interface.
pub const RESOURCE_SIZE: u64 = 20;
/// `wit_export_func_t`: interface, name, task return, number of parameters, parameters, result.
const EXPORT_SIZE: u32 = 24;
/// `WIT_TYPE_BORROW`, below the index of the resource, and `WIT_TYPE_EMPTY`.
const BORROW: u32 = 16;
const EMPTY: u32 = 0xff;

pub struct ExtraExports {
    /// The number of exports of the world.
    before: u32,
    entries: Vec<Entry>,
}

/// Places are counted from `MEMORY_BASE`.
struct Entry {
    name: u32,
    /// A method of a resource of the component, which it is called on alone.
    method: Option<Method>,
}

struct Method {
    resource: i32,
    params: u32,
}

impl ExtraExports {
    pub fn behind(metadata: &Metadata) -> Self {
        Self { before: u32::try_from(metadata.export_funcs.len()).unwrap(), entries: Vec::new() }
    }

    /// @returns the number of the export
    pub fn method(
        &mut self,
        library: &mut Library,
        of: &wit_dylib::metadata::Resource,
        index: i32,
        name: &str,
    ) -> u32 {
        let param = (BORROW | (index.cast_unsigned() << 8)).to_le_bytes();
        let method = Method { resource: index, params: library.place(&param) };
        let name = library.place(format!("[method]{}.{name}\0", of.name).as_bytes());
        self.push(Entry { name, method: Some(method) })
    }

    /// An async function without parameters and result. @returns the number of the export
    pub fn function(&mut self, library: &mut Library, name: &str) -> u32 {
        let name = library.place(format!("{name}\0").as_bytes());
        self.push(Entry { name, method: None })
    }

    fn push(&mut self, entry: Entry) -> u32 {
        self.entries.push(entry);
        self.before + u32::try_from(self.entries.len()).unwrap() - 1
    }

    /// Puts them into the metadata, whose address is local 0.
    pub fn add(&self, library: &mut Library, code: &mut InstructionSink<'_>) {
        if self.entries.is_empty() {
            return;
        }
        let count = self.before + u32::try_from(self.entries.len()).unwrap();
        let array = library.place(&vec![0; (count * EXPORT_SIZE) as usize]);
        address(code, array);
        code.local_get(0).i32_load(word(EXPORTS));
        code.i32_const((self.before * EXPORT_SIZE).cast_signed()).memory_copy(0, 0);
        let mut nothing = Function::new([]);
        nothing.instructions().end();
        let nothing = library.define(&[ValType::I32], &[], &nothing);
        let task_return = library.slot(nothing);
        for (index, entry) in (self.before..).zip(&self.entries) {
            write(code, array + index * EXPORT_SIZE, entry, task_return);
        }
        code.local_get(0);
        address(code, array);
        code.i32_store(word(EXPORTS));
        code.local_get(0).i32_const(count.cast_signed()).i32_store(word(EXPORT_COUNT));
    }
}

fn write(code: &mut InstructionSink<'_>, at: u32, Entry { name, method }: &Entry, task_return: u32) {
    let mut field = |offset, value: &dyn Fn(&mut InstructionSink<'_>)| {
        address(code, at);
        value(code);
        code.i32_store(word(offset));
    };
    field(4, &|code| address(code, *name));
    field(20, &|code| constant(code, EMPTY.cast_signed()));
    let Some(Method { resource, params }) = method else {
        field(8, &|code| {
            code.global_get(TABLE_BASE).i32_const(task_return.cast_signed()).i32_add();
        });
        return;
    };
    let interface = RESOURCE_SIZE * u64::try_from(*resource).unwrap();
    field(0, &|code| {
        code.local_get(0).i32_load(word(RESOURCES)).i32_load(word(interface));
    });
    field(12, &|code| constant(code, 1));
    field(16, &|code| address(code, *params));
}

fn constant(code: &mut InstructionSink<'_>, value: i32) {
    code.i32_const(value);
}

fn address(code: &mut InstructionSink<'_>, offset: u32) {
    code.global_get(MEMORY_BASE).i32_const(offset.cast_signed()).i32_add();
}

fn word(offset: u64) -> MemArg {
    MemArg { offset, align: 2, memory_index: 0 }
}
