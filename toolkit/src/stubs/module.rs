//! The core module of a stub: a memory with all values in it, and functions that give them out.

use super::values::{Image, START, Scalar, Value, root, scalar};
use crate::exports::wit_studio::toolkit::stubs::Answer;
use std::collections::HashMap;
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, EntityType, ExportKind, ExportSection, Function as Code,
    FunctionSection, GlobalSection, GlobalType, ImportSection, InstructionSink, MemArg, MemorySection,
    MemoryType, Module, TypeSection, ValType,
};
use wasm_wave::untyped::UntypedValue;
use wit_parser::abi::{AbiVariant, FlatTypes, WasmType};
use wit_parser::{
    Function, FunctionKind, Handle, LiftLowerAbi, ManglingAndAbi, Resolve, ResourceIntrinsic, SizeAlign,
    Type, TypeDefKind, TypeId, WasmExport, WasmExportKind, WasmImport, WorldId, WorldItem, WorldKey,
};

const ABI: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);
/// The only global: where memory is free for arguments, which live as long as a call.
const FREE: u32 = 0;

/// The index of a wrong answer, if it is one's fault, and what is wrong.
pub type Wrong = (Option<usize>, String);

pub struct ModuleWriter<'a> {
    resolve: &'a Resolve,
    image: Image<'a>,
    types: TypeSection,
    imports: ImportSection,
    makers: HashMap<TypeId, u32>,
    droppers: HashMap<TypeId, u32>,
    functions: FunctionSection,
    code: CodeSection,
    exports: ExportSection,
    /// Tells whether two slices of memory are the same.
    same: u32,
}

struct Param<'a> {
    ty: &'a Type,
    /// A local, or the offset from the address in the first one when there are too many for locals.
    at: u32,
    flat: usize,
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
            types: TypeSection::new(),
            imports: ImportSection::new(),
            makers: HashMap::new(),
            droppers: HashMap::new(),
            functions: FunctionSection::new(),
            code: CodeSection::new(),
            exports: ExportSection::new(),
            same: 0,
        };
        writer.import_resources(world);
        let realloc = writer.define(&[ValType::I32; 4], &[ValType::I32], &realloc());
        writer.exports.export("cabi_realloc", ExportKind::Func, realloc);
        writer.exports.export("memory", ExportKind::Memory, 0);
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
                        let maker = self.import(key, ty, ResourceIntrinsic::ExportedNew, &[ValType::I32]);
                        self.makers.insert(ty, maker);
                    }
                    let drop = if is_own {
                        ResourceIntrinsic::ExportedDrop
                    } else {
                        ResourceIntrinsic::ImportedDrop
                    };
                    let dropper = self.import(key, ty, drop, &[]);
                    self.droppers.insert(ty, dropper);
                }
            }
        }
    }

    fn import(
        &mut self,
        key: &WorldKey,
        resource: TypeId,
        intrinsic: ResourceIntrinsic,
        results: &[ValType],
    ) -> u32 {
        let import = WasmImport::ResourceIntrinsic { interface: Some(key), resource, intrinsic };
        let (module, name) = self.resolve.wasm_import_name(ABI, import);
        let ty = self.ty(&[ValType::I32], results);
        self.imports.import(&module, &name, EntityType::Function(ty));
        self.imports.len() - 1
    }

    fn ty(&mut self, params: &[ValType], results: &[ValType]) -> u32 {
        self.types.ty().function(params.iter().copied(), results.iter().copied());
        self.types.len() - 1
    }

    fn define(&mut self, params: &[ValType], results: &[ValType], code: &Code) -> u32 {
        let ty = self.ty(params, results);
        self.functions.function(ty);
        self.code.function(code);
        self.imports.len() + self.functions.len() - 1
    }

    /// Adds a function that gives the first answer that is for its arguments. Returns what is wrong.
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
        // One for all calls is the last resort, wherever it stands.
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
        self.exports.export(&self.resolve.wasm_export_name(ABI, export), ExportKind::Func, index);
        wrong
    }

    fn params<'f>(&self, function: &'f Function, is_indirect: bool) -> Vec<Param<'f>> {
        let offsets = self.image.sizes.field_offsets(function.params.iter().map(|param| &param.ty));
        let mut local = 0;
        let params = function.params.iter().zip(offsets);
        let params = params.map(|(param, (offset, _))| {
            let flat = flat_length(self.resolve, &param.ty);
            let at = if is_indirect { offset.size_wasm32() as u32 } else { local };
            local += flat as u32;
            Param { ty: &param.ty, at, flat }
        });
        params.collect()
    }

    /// A callee that returns holds no borrowed handle any more, and owns what it was given for good.
    fn drop_handles(
        &self,
        params: &[Param],
        is_indirect: bool,
        sink: &mut InstructionSink,
    ) -> Result<(), String> {
        for param in params {
            let (resource, is_borrowed) = match handle_of(self.resolve, param.ty) {
                Some(Handle::Own(id)) => (id, false),
                Some(Handle::Borrow(id)) => (id, true),
                None => {
                    self.no_borrow_within(param.ty)?;
                    continue;
                }
            };
            let is_own = self.image.is_own(resource).is_ok();
            if is_own && is_borrowed {
                continue; // It is the resource itself.
            }
            let dropper = self.droppers.get(&root(self.resolve, resource));
            let dropper = *dropper.ok_or("a resource of the world cannot be given back")?;
            if is_indirect {
                sink.local_get(0).i32_load(mem(param.at, 2));
            } else {
                sink.local_get(param.at);
            }
            sink.call(dropper);
        }
        Ok(())
    }

    fn no_borrow_within(&self, ty: &Type) -> Result<(), String> {
        let Type::Id(id) = ty else { return Ok(()) };
        let all = |types: &[&Type]| types.iter().try_for_each(|ty| self.no_borrow_within(ty));
        let some = |types: &[Option<&Type>]| all(&types.iter().copied().flatten().collect::<Vec<_>>());
        match &self.resolve.types[*id].kind {
            TypeDefKind::Handle(Handle::Borrow(resource)) if self.image.is_own(*resource).is_err() => {
                let name = self.resolve.types[*resource].name.as_deref().unwrap_or("resource");
                Err(format!(
                    "a stub cannot give back a borrowed {name} that it is given inside of another value"
                ))
            }
            TypeDefKind::Record(record) => {
                all(&record.fields.iter().map(|field| &field.ty).collect::<Vec<_>>())
            }
            TypeDefKind::Tuple(tuple) => all(&tuple.types.iter().collect::<Vec<_>>()),
            TypeDefKind::Variant(variant) => {
                some(&variant.cases.iter().map(|case| case.ty.as_ref()).collect::<Vec<_>>())
            }
            TypeDefKind::Result(result) => some(&[result.ok.as_ref(), result.err.as_ref()]),
            TypeDefKind::Option(ty)
            | TypeDefKind::List(ty)
            | TypeDefKind::FixedLengthList(ty, _)
            | TypeDefKind::Type(ty) => self.no_borrow_within(ty),
            TypeDefKind::Map(key, value) => all(&[key, value]),
            _ => Ok(()),
        }
    }

    /// Leaves the block around it unless the arguments are those of the call.
    fn compare(
        &mut self,
        function: &Function,
        params: &[Param],
        is_indirect: bool,
        call: &str,
        sink: &mut InstructionSink,
    ) -> Result<(), String> {
        if is_indirect {
            return Err(format!("{} has too many parameters for an answer to some of them", function.name));
        }
        let text = call[call.find('(').expect("only calls are compared")..].trim();
        let is_method = matches!(function.kind, FunctionKind::Method(_) | FunctionKind::AsyncMethod(_));
        let params = &params[usize::from(is_method)..];
        if text == "()" && params.is_empty() {
            return Ok(());
        }
        let parsed = UntypedValue::parse(text).map_err(|error| error.to_string())?;
        let Ok(arguments) = parsed.node().as_tuple() else { return Err(format!("{text} are no arguments")) };
        if arguments.len() != params.len() {
            return Err(format!("{} arguments for {} parameters", arguments.len(), params.len()));
        }
        for (param, node) in params.iter().zip(arguments) {
            let argument = Value { node: Some(node), source: text };
            let at = self.image.put(param.ty, argument)?;
            match (scalar(self.resolve, param.ty), param.flat) {
                (_, 2) if is_string(self.resolve, param.ty) => {
                    let slice = (at - START) as usize;
                    let word = |at: usize| self.image.bytes[at..at + 4].try_into().map(i32::from_le_bytes);
                    let (Ok(address), Ok(length)) = (word(slice), word(slice + 4)) else { unreachable!() };
                    sink.local_get(param.at).local_get(param.at + 1);
                    sink.i32_const(address).i32_const(length).call(self.same);
                }
                (kind, 1) => {
                    sink.local_get(param.at).i32_const(at as i32);
                    load(&kind, sink);
                    match kind {
                        Scalar::Int { bytes: 8, .. } => sink.i64_eq(),
                        Scalar::Int { .. } => sink.i32_eq(),
                        Scalar::F32 => sink.f32_eq(),
                        Scalar::F64 => sink.f64_eq(),
                    };
                }
                _ => {
                    return Err(
                        "only numbers, strings, enums and flags among the arguments tell calls apart".into(),
                    );
                }
            }
            sink.i32_eqz().br_if(0);
        }
        Ok(())
    }

    /// Puts a result on the stack; an empty text stands for the default.
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
        // Arguments are not looked at any more.
        sink.i32_const(0).global_set(FREE);
        let Some(ty) = &function.result else {
            return match parsed {
                Some(_) => Err(format!("{} gives nothing", function.name)),
                None => Ok(()),
            };
        };
        let node = parsed.as_ref().map(UntypedValue::node);
        let at = self.image.put(ty, Value { node, source: text })?;
        for (at, resource) in std::mem::take(&mut self.image.handles) {
            sink.i32_const(at as i32).i32_const(0).call(self.makers[&resource]).i32_store(mem(0, 2));
        }
        sink.i32_const(at as i32);
        if !is_indirect {
            load(&scalar(self.resolve, ty), sink);
        }
        Ok(())
    }

    pub fn finish(self) -> Vec<u8> {
        let end = START as usize + self.image.bytes.len();
        let (mut memories, mut globals, mut data) =
            (MemorySection::new(), GlobalSection::new(), DataSection::new());
        let minimum = end.div_ceil(0x1_0000).max(1) as u64;
        memories.memory(MemoryType {
            minimum,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let variable = |mutable| GlobalType { val_type: ValType::I32, mutable, shared: false };
        globals.global(variable(true), &ConstExpr::i32_const(0));
        globals.global(variable(false), &ConstExpr::i32_const(end as i32));
        data.active(0, &ConstExpr::i32_const(START as i32), self.image.bytes);
        let mut module = Module::new();
        module.section(&self.types).section(&self.imports).section(&self.functions).section(&memories);
        module.section(&globals).section(&self.exports).section(&self.code).section(&data);
        module.finish()
    }
}

/// `cabi_realloc(old, old-size, align, size)`: what is allocated is free again when the call is over. `FREE` counts
/// from the end of the image, which is in the second global.
fn realloc() -> Code {
    const IMAGE_END: u32 = 1;
    let (old, old_size, align, size, at, end) = (0, 1, 2, 3, 4, 5);
    let mut code = Code::new([(2, ValType::I32)]);
    let mut sink = code.instructions();
    sink.global_get(FREE).global_get(IMAGE_END).i32_add();
    sink.local_get(align).i32_const(1).i32_sub().i32_add();
    sink.i32_const(0).local_get(align).i32_sub().i32_and().local_tee(at);
    sink.local_get(size).i32_add().local_tee(end).local_get(at).i32_lt_u();
    sink.if_(BlockType::Empty).unreachable().end();
    sink.local_get(end).memory_size(0).i32_const(16).i32_shl().i32_gt_u().if_(BlockType::Empty);
    sink.local_get(end).memory_size(0).i32_const(16).i32_shl().i32_sub();
    sink.i32_const(16).i32_shr_u().i32_const(1).i32_add().memory_grow(0);
    sink.i32_const(-1).i32_eq().if_(BlockType::Empty).unreachable().end().end();
    sink.local_get(at).local_get(old).local_get(old_size).memory_copy(0, 0);
    sink.local_get(end).global_get(IMAGE_END).i32_sub().global_set(FREE);
    sink.local_get(at).end();
    code
}

/// `same(address, length, address, length)`
fn same() -> Code {
    let (one, length, other, other_length, at) = (0, 1, 2, 3, 4);
    let mut code = Code::new([(1, ValType::I32)]);
    let mut sink = code.instructions();
    sink.local_get(length).local_get(other_length).i32_ne();
    sink.if_(BlockType::Empty).i32_const(0).return_().end();
    sink.block(BlockType::Empty).loop_(BlockType::Empty);
    sink.local_get(at).local_get(length).i32_ge_u().br_if(1);
    sink.local_get(one).local_get(at).i32_add().i32_load8_u(mem(0, 0));
    sink.local_get(other).local_get(at).i32_add().i32_load8_u(mem(0, 0)).i32_ne();
    sink.if_(BlockType::Empty).i32_const(0).return_().end();
    sink.local_get(at).i32_const(1).i32_add().local_set(at).br(0).end().end();
    sink.i32_const(1).end();
    code
}

fn load(kind: &Scalar, sink: &mut InstructionSink) {
    match kind {
        Scalar::Int { bytes: 1, is_signed: false } => sink.i32_load8_u(mem(0, 0)),
        Scalar::Int { bytes: 1, is_signed: true } => sink.i32_load8_s(mem(0, 0)),
        Scalar::Int { bytes: 2, is_signed: false } => sink.i32_load16_u(mem(0, 1)),
        Scalar::Int { bytes: 2, is_signed: true } => sink.i32_load16_s(mem(0, 1)),
        Scalar::Int { bytes: 8, .. } => sink.i64_load(mem(0, 3)),
        Scalar::Int { .. } => sink.i32_load(mem(0, 2)),
        Scalar::F32 => sink.f32_load(mem(0, 2)),
        Scalar::F64 => sink.f64_load(mem(0, 3)),
    };
}

const fn mem(offset: u32, align: u32) -> MemArg {
    MemArg { offset: offset as u64, align, memory_index: 0 }
}

fn val_types(types: &[WasmType]) -> Vec<ValType> {
    let core = |ty: &WasmType| match ty {
        WasmType::I64 | WasmType::PointerOrI64 => ValType::I64,
        WasmType::F32 => ValType::F32,
        WasmType::F64 => ValType::F64,
        WasmType::I32 | WasmType::Pointer | WasmType::Length => ValType::I32,
    };
    types.iter().map(core).collect()
}

fn flat_length(resolve: &Resolve, ty: &Type) -> usize {
    let mut storage = [WasmType::I32; Resolve::MAX_FLAT_PARAMS + 1];
    let mut flat = FlatTypes::new(&mut storage);
    resolve.push_flat(ty, &mut flat);
    flat.to_vec().len()
}

fn handle_of(resolve: &Resolve, ty: &Type) -> Option<Handle> {
    let Type::Id(id) = ty else { return None };
    match &resolve.types[*id].kind {
        TypeDefKind::Handle(handle) => Some(*handle),
        TypeDefKind::Type(ty) => handle_of(resolve, ty),
        _ => None,
    }
}

fn is_string(resolve: &Resolve, ty: &Type) -> bool {
    match ty {
        Type::String => true,
        Type::Id(id) => matches!(&resolve.types[*id].kind, TypeDefKind::Type(ty) if is_string(resolve, ty)),
        _ => false,
    }
}
