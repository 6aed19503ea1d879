//! A component of the same world whose core module does nothing: wit-component writes its types, imports and
//! exports, and `border` puts the fused module into it.

use crate::world::{World, explained, number};
use wasm_encoder::{
    CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection,
    MemorySection, MemoryType, Module, TypeSection,
};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::abi::{AbiVariant, WasmSignature, WasmType};
use wit_parser::{
    LiftLowerAbi, ManglingAndAbi, ResourceIntrinsic, TypeDefKind, TypeId, WasmExport, WasmExportKind,
    WasmImport, WorldItem, WorldKey,
};

const NAMES: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);

pub fn sketch(world: &World) -> Result<Vec<u8>, String> {
    let mut module = core_module(world);
    embed_component_metadata(&mut module, &world.resolve, world.id, StringEncoding::UTF8, false)
        .map_err(explained)?;
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

fn core_module(world: &World) -> Vec<u8> {
    let (resolve, mut sections) = (&world.resolve, Sections::default());
    for (key, item) in world.imports() {
        for (interface, func) in world.functions(key, item) {
            let signature = resolve.wasm_signature(AbiVariant::GuestImport, func);
            sections
                .import(resolve.wasm_import_name(NAMES, WasmImport::Func { interface, func }), &signature);
        }
        for (interface, resource) in resources(world, key, item) {
            let intrinsic = ResourceIntrinsic::ImportedDrop;
            let drop = WasmImport::ResourceIntrinsic { interface, resource, intrinsic };
            sections.import(resolve.wasm_import_name(NAMES, drop), &signature(vec![WasmType::I32], vec![]));
        }
    }
    let imported = sections.imports.len();
    for (key, item) in world.exports() {
        for (interface, func) in world.functions(key, item) {
            let signature = resolve.wasm_signature(AbiVariant::GuestExport, func);
            let kind = WasmExportKind::Normal;
            let name = resolve.wasm_export_name(NAMES, WasmExport::Func { interface, func, kind });
            sections.function(imported, &name, &signature);
        }
    }
    sections.function(imported, "cabi_realloc", &signature(vec![WasmType::I32; 4], vec![WasmType::I32]));
    sections.finish()
}

fn signature(params: Vec<WasmType>, results: Vec<WasmType>) -> WasmSignature {
    WasmSignature { params, results, indirect_params: false, retptr: false }
}

/// Those that an import brings.
fn resources<'a>(
    world: &'a World,
    key: &'a WorldKey,
    item: &'a WorldItem,
) -> Vec<(Option<&'a WorldKey>, TypeId)> {
    let brought = match item {
        WorldItem::Function(_) => vec![],
        WorldItem::Interface { id, .. } => {
            world.resolve.interfaces[*id].types.values().map(|ty| (Some(key), *ty)).collect()
        }
        WorldItem::Type { id, .. } => vec![(None, *id)],
    };
    let is_resource = |ty: &TypeId| matches!(world.resolve.types[*ty].kind, TypeDefKind::Resource);
    brought.into_iter().filter(|(_, ty)| is_resource(ty)).collect()
}

impl Sections {
    fn ty(&mut self, signature: &WasmSignature) -> u32 {
        let numbers = |types: &[WasmType]| types.iter().map(number).collect::<Vec<_>>();
        self.types.ty().function(numbers(&signature.params), numbers(&signature.results));
        self.types.len() - 1
    }

    fn import(&mut self, (module, name): (String, String), signature: &WasmSignature) {
        let ty = self.ty(signature);
        self.imports.import(&module, &name, EntityType::Function(ty));
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
