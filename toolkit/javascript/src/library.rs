//! Writes small libraries as the linker wants them: relocatable, with their data and their table entries
//! at places that they are handed.
//! https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md

use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, Encode, EntityType,
    ExportKind, ExportSection, Function, FunctionSection, GlobalSection, GlobalType, ImportSection,
    MemoryType, Module, RefType, TableType, TypeSection, ValType,
};

pub const MEMORY_BASE: u32 = 0;
pub const TABLE_BASE: u32 = 1;
const FIRST_OWN_GLOBAL: u32 = 2;
const I32: ValType = ValType::I32;

/// Imports come first, since they take the first indices.
#[derive(Default)]
pub struct Library {
    types: TypeSection,
    imports: ImportSection,
    functions: FunctionSection,
    globals: GlobalSection,
    exports: ExportSection,
    code: CodeSection,
    table: Vec<u32>,
    data: Vec<u8>,
    imported: u32,
}

impl Library {
    pub fn signature(&mut self, params: &[ValType], results: &[ValType]) -> u32 {
        self.types.ty().function(params.iter().copied(), results.iter().copied());
        self.types.len() - 1
    }

    /// A function of another library, or of the world.
    pub fn import(&mut self, module: &str, name: &str, params: usize, results: usize) -> u32 {
        assert!(self.functions.is_empty());
        let signature = self.signature(&vec![I32; params], &vec![I32; results]);
        self.imports.import(module, name, EntityType::Function(signature));
        self.imported += 1;
        self.imported - 1
    }

    /// The index that the next function will have.
    pub fn next(&self) -> u32 {
        self.imported + self.functions.len()
    }

    pub fn define(&mut self, params: &[ValType], results: &[ValType], body: &Function) -> u32 {
        let signature = self.signature(params, results);
        let index = self.next();
        self.functions.function(signature);
        self.code.function(body);
        index
    }

    pub fn export(&mut self, name: &str, function: u32) {
        self.exports.export(name, ExportKind::Func, function);
    }

    /// A variable of the library, zero at first.
    pub fn variable(&mut self) -> u32 {
        let kind = GlobalType { val_type: I32, mutable: true, shared: false };
        self.globals.global(kind, &ConstExpr::i32_const(0));
        FIRST_OWN_GLOBAL + self.globals.len() - 1
    }

    /// Where a function can be called indirectly, counted from `TABLE_BASE`.
    pub fn slot(&mut self, function: u32) -> u32 {
        self.table.push(function);
        u32::try_from(self.table.len()).unwrap() - 1
    }

    /// The address of the bytes, relative to `MEMORY_BASE`.
    pub fn place(&mut self, bytes: &[u8]) -> u32 {
        let padding = self.data.len().next_multiple_of(16) - self.data.len();
        self.data.extend(std::iter::repeat_n(0, padding));
        let at = self.data.len();
        self.data.extend_from_slice(bytes);
        u32::try_from(at).unwrap()
    }

    pub fn finish(mut self) -> Vec<u8> {
        let memory =
            MemoryType { minimum: 0, maximum: None, memory64: false, shared: false, page_size_log2: None };
        let table = TableType {
            element_type: RefType::FUNCREF,
            minimum: 0,
            maximum: None,
            table64: false,
            shared: false,
        };
        let base = GlobalType { val_type: I32, mutable: false, shared: false };
        self.imports.import("env", "memory", memory);
        self.imports.import("env", "__indirect_function_table", table);
        self.imports.import("env", "__memory_base", base);
        self.imports.import("env", "__table_base", base);
        let mut elements = ElementSection::new();
        let functions = Elements::Functions(self.table.as_slice().into());
        elements.active(None, &ConstExpr::global_get(TABLE_BASE), functions);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::global_get(MEMORY_BASE), self.data.iter().copied());
        let mut module = Module::new();
        module.section(&dylink(self.data.len(), self.table.len()));
        module.section(&self.types).section(&self.imports).section(&self.functions);
        module.section(&self.globals).section(&self.exports).section(&elements);
        module.section(&self.code).section(&data);
        module.finish()
    }
}

/// How much memory and table a library wants.
fn dylink(memory: usize, table: usize) -> CustomSection<'static> {
    const MEM_INFO: u8 = 1;
    const ALIGNMENT_OF_16: u32 = 4;
    let mut info = Vec::new();
    for value in [u32::try_from(memory).unwrap(), ALIGNMENT_OF_16, u32::try_from(table).unwrap(), 0] {
        value.encode(&mut info);
    }
    let mut contents = vec![MEM_INFO];
    info.encode(&mut contents);
    CustomSection { name: "dylink.0".into(), data: contents.into() }
}
