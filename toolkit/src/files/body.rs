//! The code of an exported function: it converts the handles of its parameters, makes the call, and converts those
//! of the result.

use super::handles::{Converter, LOCALS, Way};
use super::module::Writer;
use super::tasks;
use super::world::Replaced;
use crate::stubs::code::{FREE, mem, val_types};
use crate::stubs::flat_length;
use anyhow::bail;
use wasm_encoder::{BlockType, Function as Code, InstructionSink, ValType};
use wit_parser::Function;
use wit_parser::abi::{AbiVariant, WasmSignature};

/// The result of an asynchronous call whose task has returned (`Subtask.State.RETURNED` of the Canonical ABI).
const RETURNED: i32 = 2;

pub struct Body<'a> {
    writer: &'a Writer<'a>,
    one: &'a Replaced,
    function: &'a Function,
    pub signature: WasmSignature,
    pub params: Vec<ValType>,
}

impl<'a> Body<'a> {
    pub fn new(writer: &'a Writer<'a>, one: &'a Replaced, function: &'a Function) -> Self {
        let signature = writer.resolve.wasm_signature(AbiVariant::GuestExport, function);
        let params = val_types(&signature.params);
        Self { writer, one, function, signature, params }
    }

    /// Locals are the parameters, those of a `Converter`, and `result`.
    pub fn code(&self) -> anyhow::Result<Code> {
        let mut code = Code::new([(LOCALS + 1, ValType::I32)]);
        let mut sink = code.instructions();
        self.convert_params(&mut sink)?;
        for local in 0..self.scratch() {
            sink.local_get(local);
        }
        self.call(&mut sink)?;
        self.convert_result(&mut sink)?;
        if self.signature.retptr {
            sink.local_get(self.result());
        } else {
            sink.i32_const(0).global_set(FREE);
        }
        sink.end();
        Ok(code)
    }

    /// The first local behind the parameters.
    const fn scratch(&self) -> u32 {
        self.params.len() as u32
    }

    /// The local for the address of the result in memory, or for the handle that is the result.
    const fn result(&self) -> u32 {
        self.scratch() + LOCALS
    }

    fn call(&self, sink: &mut InstructionSink) -> anyhow::Result<()> {
        let in_memory = self.signature.retptr;
        match self.writer.prebuilt(self.one, &self.function.name) {
            Some(prebuilt) => {
                sink.call(prebuilt);
                if in_memory {
                    sink.local_set(self.result());
                }
            }
            None if self.one.is_files => bail!("this version of wasi:filesystem is not known"),
            None if self.calls_task() => self.call_task(sink),
            None => self.call_host(in_memory, sink),
        }
        Ok(())
    }

    /// Whether the function is synchronous and the host's is not.
    fn calls_task(&self) -> bool {
        let functions = &self.writer.resolve.interfaces[self.one.import.id].functions;
        let called = functions.get(&self.function.name);
        !tasks::is_async(&self.function.kind) && called.is_some_and(|called| tasks::is_async(&called.kind))
    }

    /// Calls a function that returns before it waits for anything.
    fn call_task(&self, sink: &mut InstructionSink) {
        self.call_host(true, sink);
        sink.i32_const(RETURNED).i32_ne().if_(BlockType::Empty).unreachable().end();
        if !self.signature.retptr {
            sink.local_get(self.result()).i32_load(mem(0, 2));
        }
    }

    fn call_host(&self, in_memory: bool, sink: &mut InstructionSink) {
        let Writer { sizes, realloc, .. } = self.writer;
        if let Some(ty) = self.function.result.as_ref().filter(|_| in_memory) {
            let (size, align) = (sizes.size(ty).size_wasm32(), sizes.align(ty).align_wasm32());
            sink.i32_const(0).i32_const(0).i32_const(align as i32).i32_const(size as i32);
            sink.call(*realloc).local_tee(self.result());
        }
        sink.call(self.writer.host_function(self.one, self.function));
    }

    const fn converter(&self, way: Way) -> Converter<'_> {
        let Writer { resolve, sizes, all, .. } = self.writer;
        Converter { resolve, sizes, resources: &all.resources, way, scratch: self.scratch() }
    }

    fn convert_params(&self, sink: &mut InstructionSink) -> anyhow::Result<()> {
        let converter = self.converter(Way::In);
        let types = self.function.params.iter().map(|param| &param.ty);
        if self.signature.indirect_params {
            for (offset, ty) in self.writer.sizes.field_offsets(types) {
                converter.memory(ty, 0, offset.size_wasm32() as u32, 0, sink)?;
            }
            return Ok(());
        }
        let mut at = 0;
        for ty in types {
            converter.flat(ty, at, &self.params, sink)?;
            at += flat_length(self.writer.resolve, ty) as u32;
        }
        Ok(())
    }

    /// Converts the result in memory, or the one on the stack.
    fn convert_result(&self, sink: &mut InstructionSink) -> anyhow::Result<()> {
        let Some(ty) = &self.function.result else { return Ok(()) };
        let (converter, result) = (self.converter(Way::Out), self.result());
        if self.signature.retptr {
            return converter.memory(ty, result, 0, 0, sink);
        }
        if !converter.has_handle(ty) {
            return Ok(());
        }
        sink.local_set(result);
        let core = vec![ValType::I32; result as usize + 1];
        converter.flat(ty, result, &core, sink)?;
        sink.local_get(result);
        Ok(())
    }
}
