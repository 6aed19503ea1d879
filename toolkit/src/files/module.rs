//! The core module of a component with files.

use super::base::{self, Base};
use super::body::Body;
use super::copies::Place;
use super::handles::{KEEP, Resource};
use super::imports::Imports;
use super::passed::{Exchange, take};
use super::tasks;
use super::tree;
use super::world::Replaced;
use crate::exports::wit_studio::toolkit::files::File;
use crate::stubs::code::{FREE, realloc, val_types};
use anyhow::{Context, bail};
use wasm_encoder::{
    BlockType, ConstExpr, EntityType, ExportKind, ExportSection, Function as Code, FunctionSection,
    GlobalSection, GlobalType, ImportSection, MemorySection, MemoryType, Module, ValType,
};
use wit_parser::{
    Function, LiftLowerAbi, ManglingAndAbi, Resolve, SizeAlign, TypeDefKind, TypeId, WasmExport,
    WasmExportKind,
};

pub const ABI: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);
const PAGE: u64 = 0x1_0000;

pub fn write(
    resolve: &Resolve,
    replaced: &[Replaced],
    exchange: Option<&Exchange>,
    files: &[File],
) -> anyhow::Result<Vec<u8>> {
    let imports = Imports::of(resolve, replaced);
    let mut writer = Writer::new(resolve, &imports, replaced)?;
    for one in replaced {
        writer.interface(one)?;
    }
    if let Some(exchange) = exchange {
        writer.exchange(exchange)?;
    }
    let start = u32::try_from(writer.base.pages * PAGE)?;
    base::point(&mut writer.base.data, writer.base.tree, start);
    writer.finish(&tree::image(files, start), start)
}

pub struct Writer<'a> {
    pub resolve: &'a Resolve,
    pub sizes: SizeAlign,
    pub all: &'a Imports,
    pub realloc: u32,
    replaced: &'a [Replaced],
    imports: ImportSection,
    base: Base,
    exports: ExportSection,
    post_return: u32,
}

impl<'a> Writer<'a> {
    fn new(resolve: &'a Resolve, all: &'a Imports, replaced: &'a [Replaced]) -> anyhow::Result<Self> {
        let count = all.section.len() as u32;
        // An absent import is never called, but needs an index: that of a function that traps.
        let mut traps = FunctionSection::new();
        let mut imported = Vec::new();
        for (part, name, ty) in base::imports()? {
            imported.push(all.for_base(resolve, replaced, &part, &name).unwrap_or_else(|| {
                traps.function(ty);
                count + traps.len() - 1
            }));
        }
        Ok(Self::with(base::read(imported, count, traps, globals())?, resolve, all, replaced))
    }

    /// A writer without the prebuilt code.
    pub fn empty(resolve: &'a Resolve, all: &'a Imports, replaced: &'a [Replaced]) -> Self {
        Self::with(Base { globals: globals(), ..Base::default() }, resolve, all, replaced)
    }

    fn with(base: Base, resolve: &'a Resolve, all: &'a Imports, replaced: &'a [Replaced]) -> Self {
        let mut sizes = SizeAlign::default();
        sizes.fill(resolve);
        let mut writer = Self {
            resolve,
            sizes,
            replaced,
            all,
            imports: ImportSection::new(),
            base,
            exports: ExportSection::new(),
            realloc: 0,
            post_return: 0,
        };
        for (module, name, params, results) in &all.section {
            let ty = writer.ty(params, results);
            writer.imports.import(module, name, EntityType::Function(ty));
        }
        writer.realloc = writer.define(&[ValType::I32; 4], &[ValType::I32], &realloc());
        writer.exports.export("cabi_realloc", ExportKind::Func, writer.realloc);
        writer.exports.export("memory", ExportKind::Memory, 0);
        let mut code = Code::new([]);
        code.instructions().i32_const(0).global_set(FREE).end();
        writer.post_return = writer.define(&[ValType::I32], &[], &code);
        writer
    }

    fn ty(&mut self, params: &[ValType], results: &[ValType]) -> u32 {
        self.base.types.ty().function(params.iter().copied(), results.iter().copied());
        self.base.types.len() - 1
    }

    fn define(&mut self, params: &[ValType], results: &[ValType], code: &Code) -> u32 {
        let ty = self.ty(params, results);
        self.base.functions.function(ty);
        self.base.code.function(code);
        self.all.section.len() as u32 + self.base.functions.len() - 1
    }

    /// The prebuilt implementation of a function of an interface.
    pub fn prebuilt(&self, one: &Replaced, name: &str) -> Option<u32> {
        self.base.exports.get(&format!("{}#{name}", one.part.as_ref()?)).copied()
    }

    pub fn interface(&mut self, one: &Replaced) -> anyhow::Result<()> {
        let interface = &self.resolve.interfaces[one.export.id];
        for ty in interface.types.values().copied() {
            if matches!(self.resolve.types[ty].kind, TypeDefKind::Resource) {
                self.destructor(one, ty);
            }
        }
        for function in interface.functions.values() {
            self.function(one, function).with_context(|| function.name.clone())?;
        }
        Ok(())
    }

    /// Exports functions that wrap a handle of the host: it is the representation of the exported resource.
    fn exchange(&mut self, exchange: &Exchange) -> anyhow::Result<()> {
        for (index, (_, copy)) in exchange.resources.iter().enumerate() {
            let Some(Resource::Exported { new, .. }) = self.all.resources.get(copy) else {
                bail!("a handle of a resource that is not exported");
            };
            let mut code = Code::new([]);
            code.instructions().local_get(0).call(*new).end();
            let function = self.define(&[ValType::I32], &[ValType::I32], &code);
            let func = &self.resolve.interfaces[exchange.place.id].functions[&take(index)];
            self.export(&exchange.place, func, WasmExportKind::Normal, function);
        }
        Ok(())
    }

    fn destructor(&mut self, one: &Replaced, resource: TypeId) {
        let name = self.resolve.types[resource].name.as_deref().unwrap_or_default();
        let prebuilt = self.prebuilt(one, &format!("[dtor]{name}"));
        let Some(drop) = prebuilt.or_else(|| self.all.host_drops.get(&resource).copied()) else { return };
        let mut code = Code::new([]);
        let mut sink = code.instructions();
        sink.global_get(KEEP).if_(BlockType::Empty).return_().end();
        sink.local_get(0).call(drop).end();
        let index = self.define(&[ValType::I32], &[], &code);
        let export = WasmExport::ResourceDtor { interface: &one.export.key, resource };
        self.exports.export(&self.resolve.wasm_export_name(ABI, export), ExportKind::Func, index);
    }

    fn function(&mut self, one: &Replaced, function: &Function) -> anyhow::Result<()> {
        if one.is_files
            && let Some(task) = tasks::task_of(function).filter(|_| tasks::is_async(&function.kind))
        {
            return self.task(one, function, task);
        }
        let body = Body::new(self, one, function);
        let code = body.code()?;
        let Body { signature, params, .. } = body;
        let index = self.define(&params, &val_types(&signature.results), &code);
        self.export(&one.export, function, WasmExportKind::Normal, index);
        if signature.retptr {
            self.export(&one.export, function, WasmExportKind::PostReturn, self.post_return);
        }
        Ok(())
    }

    /// Exports the prebuilt function of a task.
    fn task(&mut self, one: &Replaced, func: &Function, task: &str) -> anyhow::Result<()> {
        let names = [
            (format!("[task]{task}"), WasmExportKind::Normal),
            ("callback".into(), WasmExportKind::Callback),
        ];
        for (name, kind) in names {
            let index = self.prebuilt(one, &name).context("no such task")?;
            let export = WasmExport::Func { interface: Some(&one.export.key), func, kind };
            self.exports.export(&self.resolve.wasm_export_name(tasks::ABI, export), ExportKind::Func, index);
        }
        Ok(())
    }

    /// The imported function that an exported one stands for.
    pub fn host_function(&self, one: &Replaced, function: &Function) -> u32 {
        let index = self.replaced.iter().position(|other| other.export.key == one.export.key);
        self.all.functions[&(index.unwrap_or_default(), function.name.clone())]
    }

    fn export(&mut self, place: &Place, func: &Function, kind: WasmExportKind, index: u32) {
        let export = WasmExport::Func { interface: Some(&place.key), func, kind };
        self.exports.export(&self.resolve.wasm_export_name(ABI, export), ExportKind::Func, index);
    }

    /// @param image the contents of memory from the address `start` on
    pub fn finish(mut self, image: &[u8], start: u32) -> anyhow::Result<Vec<u8>> {
        let end = u32::try_from(u64::from(start) + image.len() as u64)?;
        self.base.data.active(0, &ConstExpr::i32_const(start as i32), image.iter().copied());
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: u64::from(end).div_ceil(PAGE),
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        // Free memory begins behind the image.
        let mut code = Code::new([]);
        code.instructions().i32_const(end as i32).global_set(1).end();
        let start = self.define(&[], &[], &code);
        let Base { types, functions, globals, code, data, .. } = self.base;
        let mut module = Module::new();
        module.section(&types).section(&self.imports).section(&functions);
        module.section(&memories).section(&globals).section(&self.exports);
        module.section(&wasm_encoder::StartSection { function_index: start });
        module.section(&code).section(&data);
        Ok(module.finish())
    }
}

/// `FREE`, the end of the image, and `KEEP`.
fn globals() -> GlobalSection {
    let mut globals = GlobalSection::new();
    for _ in 0..=KEEP {
        let ty = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        globals.global(ty, &ConstExpr::i32_const(0));
    }
    globals
}
