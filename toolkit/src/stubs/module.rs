//! The core module of a stub: a memory with all values in it, and functions that give them out.

use super::assemble::{Sections, assemble};
use super::code::{FREE, load, mem, realloc, same, val_types};
use super::scalar::scalar;
use super::values::{Image, Value};
use crate::exports::wit_studio::toolkit::stubs::Answer;
use std::collections::HashMap;
use wasm_encoder::{BlockType, EntityType, ExportKind, Function as Code, InstructionSink, ValType};
use wasm_wave::untyped::UntypedValue;
use wit_parser::abi::AbiVariant;
use wit_parser::{
    Function, FutureIntrinsic, LiftLowerAbi, ManglingAndAbi, Resolve, ResourceIntrinsic, SizeAlign,
    StreamIntrinsic, TypeDefKind, TypeId, WasmExport, WasmExportKind, WasmImport, WorldId, WorldItem,
    WorldKey,
};

const ABI: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);

/// The index of the wrong answer, if one is, and the error.
pub type Wrong = (Option<usize>, String);

pub struct ModuleWriter<'a> {
    pub resolve: &'a Resolve,
    pub image: Image<'a>,
    sections: Sections,
    makers: HashMap<TypeId, u32>,
    pub ends: HashMap<TypeId, Ends>,
    /// Where the two ends of a new stream are for a moment.
    pair: u32,
    pub droppers: HashMap<TypeId, u32>,
    /// Compares two slices of memory.
    pub same: u32,
}

/// Functions for the ends of streams or futures of one type.
pub struct Ends {
    pub drop_readable: u32,
    /// Of a stream alone: the writable end of a future cannot be dropped before it was written.
    writable: Option<Writable>,
}

struct Writable {
    /// Gives the readable end in the lower half of an i64, the writable one in the upper half.
    new: u32,
    drop: u32,
}

impl<'a> ModuleWriter<'a> {
    pub fn new(resolve: &'a Resolve, world: WorldId) -> Self {
        let mut sizes = SizeAlign::default();
        sizes.fill(resolve);
        let own = resolve.worlds[world].exports.values().filter_map(|item| match item {
            WorldItem::Interface { id, .. } => Some(*id),
            _ => None,
        });
        let image = Image { resolve, sizes, own: own.collect(), bytes: Vec::new(), handles: Vec::new() };
        let mut writer = Self {
            resolve,
            image,
            sections: Sections::default(),
            makers: HashMap::new(),
            ends: HashMap::new(),
            pair: 0,
            droppers: HashMap::new(),
            same: 0,
        };
        writer.import_resources(world);
        writer.import_ends(world);
        writer.pair = writer.image.put_bytes(&[0; 8]);
        let realloc = writer.define(&[ValType::I32; 4], &[ValType::I32], &realloc());
        writer.sections.exports.export("cabi_realloc", ExportKind::Func, realloc);
        writer.sections.exports.export("memory", ExportKind::Memory, 0);
        writer.same = writer.define(&[ValType::I32; 4], &[ValType::I32], &same());
        writer
    }

    fn import_resources(&mut self, world: WorldId) {
        let resolve = self.resolve;
        let world = &resolve.worlds[world];
        for (items, is_own) in [(&world.imports, false), (&world.exports, true)] {
            for (key, item) in items {
                let WorldItem::Interface { id, .. } = item else { continue };
                for ty in resolve.interfaces[*id].types.values().copied() {
                    if !matches!(resolve.types[ty].kind, TypeDefKind::Resource) {
                        continue;
                    }
                    if is_own {
                        let maker =
                            self.import_resource(key, ty, ResourceIntrinsic::ExportedNew, &[ValType::I32]);
                        self.makers.insert(ty, maker);
                    }
                    let drop = if is_own {
                        ResourceIntrinsic::ExportedDrop
                    } else {
                        ResourceIntrinsic::ImportedDrop
                    };
                    let dropper = self.import_resource(key, ty, drop, &[]);
                    self.droppers.insert(ty, dropper);
                }
            }
        }
    }

    /// Functions that drop the streams and futures of all functions, and create the streams that
    /// they return.
    fn import_ends(&mut self, world: WorldId) {
        let resolve = self.resolve;
        for (key, item) in &resolve.worlds[world].exports {
            match item {
                WorldItem::Function(function) => self.import_ends_of(None, function),
                WorldItem::Interface { id, .. } => {
                    for function in resolve.interfaces[*id].functions.values() {
                        self.import_ends_of(Some(key), function);
                    }
                }
                WorldItem::Type { .. } => {}
            }
        }
    }

    fn import_ends_of(&mut self, interface: Option<&WorldKey>, func: &Function) {
        let resolve = self.resolve;
        let (exported, async_) = (true, false);
        for id in func.find_futures_and_streams(resolve) {
            if self.ends.contains_key(&id) {
                continue;
            }
            let ty = Some(id);
            let ends = if matches!(resolve.types[id].kind, TypeDefKind::Stream(_)) {
                let end = |intrinsic| WasmImport::StreamIntrinsic {
                    interface,
                    func,
                    ty,
                    intrinsic,
                    exported,
                    async_,
                };
                Ends {
                    drop_readable: self.import(end(StreamIntrinsic::DropReadable), &[ValType::I32], &[]),
                    writable: Some(Writable {
                        new: self.import(end(StreamIntrinsic::New), &[], &[ValType::I64]),
                        drop: self.import(end(StreamIntrinsic::DropWritable), &[ValType::I32], &[]),
                    }),
                }
            } else {
                let intrinsic = FutureIntrinsic::DropReadable;
                let drop = WasmImport::FutureIntrinsic { interface, func, ty, intrinsic, exported, async_ };
                Ends { drop_readable: self.import(drop, &[ValType::I32], &[]), writable: None }
            };
            self.ends.insert(id, ends);
        }
    }

    fn import_resource(
        &mut self,
        key: &WorldKey,
        resource: TypeId,
        intrinsic: ResourceIntrinsic,
        results: &[ValType],
    ) -> u32 {
        let import = WasmImport::ResourceIntrinsic { interface: Some(key), resource, intrinsic };
        self.import(import, &[ValType::I32], results)
    }

    fn import(&mut self, import: WasmImport, params: &[ValType], results: &[ValType]) -> u32 {
        let (module, name) = self.resolve.wasm_import_name(ABI, import);
        let ty = self.ty(params, results);
        self.sections.imports.import(&module, &name, EntityType::Function(ty));
        self.sections.imports.len() - 1
    }

    fn ty(&mut self, params: &[ValType], results: &[ValType]) -> u32 {
        self.sections.types.ty().function(params.iter().copied(), results.iter().copied());
        self.sections.types.len() - 1
    }

    fn define(&mut self, params: &[ValType], results: &[ValType], code: &Code) -> u32 {
        let ty = self.ty(params, results);
        self.sections.functions.function(ty);
        self.sections.code.function(code);
        self.sections.imports.len() + self.sections.functions.len() - 1
    }

    /// Adds a function that returns the first answer whose arguments match. Returns the error.
    pub fn function(
        &mut self,
        key: Option<&WorldKey>,
        function: &Function,
        answers: &[(usize, &Answer)],
    ) -> Vec<Wrong> {
        let signature = self.resolve.wasm_signature(AbiVariant::GuestExport, function);
        let mut wrong = Vec::new();
        let mut code = Code::new([]);
        let mut sink = code.instructions();
        let params = self.params(function, signature.indirect_params);
        if let Err(reason) = self.drop_handles(&params, signature.indirect_params, &mut sink) {
            wrong.push((None, reason));
        }
        // The answer for all calls is the last resort, wherever it is written.
        let (any, some): (Vec<_>, Vec<_>) =
            answers.iter().partition(|(_, answer)| !answer.call.contains('('));
        for (index, answer) in some {
            sink.block(BlockType::Empty);
            let compared =
                self.compare(function, &params, signature.indirect_params, &answer.call, &mut sink);
            let written =
                compared.and_then(|()| self.give(function, signature.retptr, &answer.value, &mut sink));
            wrong.extend(written.err().map(|reason| (Some(index), reason)));
            sink.return_().end();
        }
        let last = any.last();
        let value = last.map(|(_, answer)| answer.value.as_str()).unwrap_or_default();
        let written = self.give(function, signature.retptr, value, &mut sink);
        wrong.extend(written.err().map(|reason| {
            let reason = if last.is_some() { reason } else { format!("{}: {reason}", function.name) };
            (last.map(|(index, _)| *index), reason)
        }));
        sink.end();
        let index = self.define(&val_types(&signature.params), &val_types(&signature.results), &code);
        let export = WasmExport::Func { interface: key, func: function, kind: WasmExportKind::Normal };
        self.sections.exports.export(&self.resolve.wasm_export_name(ABI, export), ExportKind::Func, index);
        wrong
    }

    /// Pushes a result; an empty text is the default.
    fn give(
        &mut self,
        function: &Function,
        is_indirect: bool,
        text: &str,
        sink: &mut InstructionSink,
    ) -> Result<(), String> {
        let text = text.trim();
        let parsed = (!text.is_empty()).then(|| UntypedValue::parse(text)).transpose();
        let parsed = parsed.map_err(|error| format!("{text} is no value: {error}"))?;
        // The arguments were compared before: their memory is free.
        sink.i32_const(0).global_set(FREE);
        let Some(ty) = &function.result else {
            return match parsed {
                Some(_) => Err(format!("{} gives nothing", function.name)),
                None => Ok(()),
            };
        };
        let node = parsed.as_ref().map(UntypedValue::node);
        let at = self.image.put(ty, Value { node, source: text })?;
        for (at, ty) in std::mem::take(&mut self.image.handles) {
            match self.ends.get(&ty).and_then(|ends| ends.writable.as_ref()) {
                Some(writable) => self.give_ended(at, writable, sink),
                None => {
                    sink.i32_const(at as i32).i32_const(0).call(self.makers[&ty]).i32_store(mem(0, 2));
                }
            }
        }
        sink.i32_const(at as i32);
        if !is_indirect {
            load(&scalar(self.resolve, ty), sink);
        }
        Ok(())
    }

    /// Stores the readable end of a stream that is over.
    fn give_ended(&self, at: u32, writable: &Writable, sink: &mut InstructionSink) {
        let pair = self.pair as i32;
        sink.i32_const(pair).call(writable.new).i64_store(mem(0, 3));
        sink.i32_const(at as i32).i32_const(pair).i32_load(mem(0, 2)).i32_store(mem(0, 2));
        sink.i32_const(pair).i32_load(mem(4, 2)).call(writable.drop);
    }

    pub fn finish(self) -> Vec<u8> {
        assemble(&self.sections, self.image.bytes)
    }
}
