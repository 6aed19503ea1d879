//! A component of the same world whose core module does nothing: wit-component writes its types, imports and
//! exports, and `border` puts the fused module into it.

use wasm_encoder::{
    CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection,
    MemorySection, MemoryType, Module, TypeSection, ValType,
};
use wit_component::{ComponentEncoder, DecodedWasm, StringEncoding, embed_component_metadata};
use wit_parser::abi::{AbiVariant, WasmSignature, WasmType};
use wit_parser::{
    LiftLowerAbi, ManglingAndAbi, Resolve, WasmExport, WasmExportKind, WasmImport, WorldId, WorldItem,
    WorldKey,
};

const NAMES: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);

pub fn sketch(component: &[u8]) -> Result<Vec<u8>, String> {
    let explained = |error: anyhow::Error| format!("its world cannot be read: {error:#}");
    let (resolve, world) = match wit_component::decode(component).map_err(explained)? {
        DecodedWasm::Component(resolve, world) => (resolve, world),
        DecodedWasm::WitPackage(..) => return Err("it is a WIT package, types without code".to_string()),
    };
    let mut module = core_module(&resolve, world);
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false).map_err(explained)?;
    let mut encoder = ComponentEncoder::default();
    encoder.merge_imports_based_on_semver(false).validate(false);
    encoder.module(&module).and_then(|encoder| encoder.encode()).map_err(explained)
}

#[derive(Default)]
struct Sections {
    types: TypeSection,
    imports: ImportSection,
    functions: FunctionSection,
    exports: ExportSection,
    code: CodeSection,
}

fn core_module(resolve: &Resolve, world: WorldId) -> Vec<u8> {
    let mut sections = Sections::default();
    for (key, item) in &resolve.worlds[world].imports {
        functions(resolve, key, item, |interface, func| {
            let signature = resolve.wasm_signature(AbiVariant::GuestImport, func);
            let (module, name) = resolve.wasm_import_name(NAMES, WasmImport::Func { interface, func });
            let ty = sections.ty(&signature);
            sections.imports.import(&module, &name, EntityType::Function(ty));
        });
    }
    let imported = sections.imports.len();
    for (key, item) in &resolve.worlds[world].exports {
        functions(resolve, key, item, |interface, func| {
            let signature = resolve.wasm_signature(AbiVariant::GuestExport, func);
            let kind = WasmExportKind::Normal;
            let name = resolve.wasm_export_name(NAMES, WasmExport::Func { interface, func, kind });
            sections.function(imported, &name, &signature);
        });
    }
    let realloc = WasmSignature {
        params: vec![WasmType::I32; 4],
        results: vec![WasmType::I32],
        indirect_params: false,
        retptr: false,
    };
    sections.function(imported, "cabi_realloc", &realloc);
    sections.finish()
}

fn functions<'a>(
    resolve: &'a Resolve,
    key: &'a WorldKey,
    item: &'a WorldItem,
    mut each: impl FnMut(Option<&'a WorldKey>, &'a wit_parser::Function),
) {
    match item {
        WorldItem::Function(function) => each(None, function),
        WorldItem::Interface { id, .. } => {
            resolve.interfaces[*id].functions.values().for_each(|function| each(Some(key), function));
        }
        WorldItem::Type { .. } => {}
    }
}

impl Sections {
    fn ty(&mut self, signature: &WasmSignature) -> u32 {
        let numbers = |types: &[WasmType]| types.iter().map(number).collect::<Vec<_>>();
        self.types.ty().function(numbers(&signature.params), numbers(&signature.results));
        self.types.len() - 1
    }

    fn function(&mut self, imported: u32, name: &str, signature: &WasmSignature) {
        let ty = self.ty(signature);
        let mut body = Function::new([]);
        body.instructions().unreachable().end();
        self.exports.export(name, ExportKind::Func, imported + self.functions.len());
        self.functions.function(ty);
        self.code.function(&body);
    }

    fn finish(mut self) -> Vec<u8> {
        let mut memories = MemorySection::new();
        let ty =
            MemoryType { minimum: 0, maximum: None, memory64: false, shared: false, page_size_log2: None };
        memories.memory(ty);
        self.exports.export("memory", ExportKind::Memory, 0);
        let mut module = Module::new();
        module.section(&self.types).section(&self.imports).section(&self.functions).section(&memories);
        module.section(&self.exports).section(&self.code);
        module.finish()
    }
}

fn number(ty: &WasmType) -> ValType {
    match ty {
        WasmType::I32 | WasmType::Pointer | WasmType::Length => ValType::I32,
        WasmType::I64 | WasmType::PointerOrI64 => ValType::I64,
        WasmType::F32 => ValType::F32,
        WasmType::F64 => ValType::F64,
    }
}
