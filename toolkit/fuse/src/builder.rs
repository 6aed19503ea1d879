//! The fused module as it grows. It imports nothing: functions of the host are called through a table.

use crate::inline::Inlinable;
use crate::origins::{Origins, encoded_length};
use std::collections::{BTreeSet, HashMap};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataCountSection, DataSection, ElementSection, Elements, Encode,
    ExportKind, ExportSection, Function, FunctionSection, GlobalSection, GlobalType, MemorySection,
    MemoryType, Module, NameMap, NameSection, TableSection, TableType, TagSection, TagType, TypeSection,
    ValType,
};
use wasmparser::FuncType;

#[derive(Default)]
pub struct Builder {
    pub types: TypeSection,
    pub type_count: u32,
    plain_types: HashMap<(Vec<ValType>, Vec<ValType>), u32>,
    /// How many parameters the function types have, by index of the type.
    param_counts: HashMap<u32, u32>,
    /// Of types of numbers alone: those of the parameters, and a block that gives the results.
    pub signatures: HashMap<u32, (Vec<ValType>, BlockType)>,
    /// Whether functions are put into those that call them.
    pub inlines: bool,
    /// By index of the function.
    pub inlinable: HashMap<u32, Inlinable>,
    /// The type of each function.
    pub functions: Vec<u32>,
    code: CodeSection,
    pub tables: Vec<(TableType, Option<ConstExpr>)>,
    pub memories: Vec<MemoryType>,
    pub tags: Vec<TagType>,
    globals: GlobalSection,
    /// Initial values of the immutable globals.
    pub constants: Vec<(u32, Vec<u8>)>,
    pub elements: ElementSection,
    pub data: DataSection,
    exports: ExportSection,
    exported: BTreeSet<String>,
    /// Functions that code takes a reference of.
    pub referred: BTreeSet<u32>,
    /// Code to run when the functions of the host are in their table, in order.
    pub start: Vec<u8>,
    names: NameMap,
    pub origins: Origins,
}

impl Builder {
    pub fn function_type(&mut self, params: &[ValType], results: &[ValType]) -> u32 {
        let key = (params.to_vec(), results.to_vec());
        if let Some(index) = self.plain_types.get(&key) {
            return *index;
        }
        self.types.ty().function(params.iter().copied(), results.iter().copied());
        self.param_counts.insert(self.type_count, params.len() as u32);
        self.plain_types.insert(key, self.type_count);
        self.type_count += 1;
        self.type_count - 1
    }

    /// Of a module that is copied.
    pub fn note_function_type(&mut self, ty: u32, function: &FuncType) {
        self.param_counts.insert(ty, function.params().len() as u32);
        let numbers = |types: &[wasmparser::ValType]| types.iter().map(number).collect::<Option<Vec<_>>>();
        let block = match numbers(function.results()).as_deref() {
            Some([]) => BlockType::Empty,
            Some([result]) => BlockType::Result(*result),
            _ => return,
        };
        if let Some(params) = numbers(function.params()) {
            self.signatures.insert(ty, (params, block));
        }
    }

    pub fn param_count(&self, ty: u32) -> u32 {
        self.param_counts[&ty]
    }

    /// The index that the next function gets.
    pub fn next_function(&self) -> u32 {
        self.functions.len() as u32
    }

    pub fn function(&mut self, ty: u32, body: &Function, name: &str) -> u32 {
        let index = self.next_function();
        self.functions.push(ty);
        self.code.function(body);
        if !name.is_empty() {
            self.names.append(index, name);
        }
        index
    }

    /// The size of all functions so far, in bytes.
    pub fn code_length(&self) -> usize {
        self.code.byte_len()
    }

    pub fn memory(&mut self, ty: MemoryType) -> u32 {
        self.memories.push(ty);
        self.memories.len() as u32 - 1
    }

    pub fn table(&mut self, ty: TableType, filling: Option<ConstExpr>) -> u32 {
        self.tables.push((ty, filling));
        self.tables.len() as u32 - 1
    }

    pub fn global(&mut self, ty: GlobalType, value: &ConstExpr) -> u32 {
        let index = self.globals.len();
        if !ty.mutable {
            self.constants.push((index, instructions(value)));
        }
        self.globals.global(ty, value);
        index
    }

    /// A variable of the fused module itself.
    pub fn variable(&mut self, value: i32) -> u32 {
        let ty = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        self.global(ty, &ConstExpr::i32_const(value))
    }

    /// Exports a definition under a name made of kind and index, at most once.
    pub fn export(&mut self, kind: ExportKind, index: u32) -> String {
        let letter = match kind {
            ExportKind::Func => 'f',
            ExportKind::Memory => 'm',
            ExportKind::Table => 't',
            ExportKind::Global => 'g',
            ExportKind::Tag => 'e',
        };
        let name = format!("{letter}{index}");
        if self.exported.insert(name.clone()) {
            self.exports.export(&name, kind, index);
        }
        name
    }

    /// One function of all that has to be done at the start, if there is anything.
    pub fn start_function(&mut self) -> Option<u32> {
        if self.start.is_empty() {
            return None;
        }
        let mut body = Function::new([]);
        body.raw(std::mem::take(&mut self.start));
        body.instructions().end();
        let ty = self.function_type(&[], &[]);
        Some(self.function(ty, &body, "start of the instances"))
    }

    pub fn finish(mut self) -> Vec<u8> {
        if !self.referred.is_empty() {
            let referred: Vec<u32> = self.referred.iter().copied().collect();
            self.elements.declared(Elements::Functions(referred.into()));
        }
        let mut functions = FunctionSection::new();
        self.functions.iter().for_each(|ty| _ = functions.function(*ty));
        let mut tables = TableSection::new();
        for (ty, filling) in &self.tables {
            match filling {
                Some(value) => tables.table_with_init(*ty, value),
                None => tables.table(*ty),
            };
        }
        let mut memories = MemorySection::new();
        self.memories.iter().for_each(|ty| _ = memories.memory(*ty));
        let mut tags = TagSection::new();
        self.tags.iter().for_each(|ty| _ = tags.tag(*ty));
        let mut names = NameSection::new();
        names.functions(&self.names);
        let mut module = Module::new();
        module.section(&self.types).section(&functions).section(&tables).section(&memories);
        if !self.tags.is_empty() {
            module.section(&tags);
        }
        module.section(&self.globals).section(&self.exports).section(&self.elements);
        module.section(&DataCountSection { count: self.data.len() });
        module.section(&self.code).section(&self.data).section(&names);
        if let Some(origins) = self.origins.section(encoded_length(self.functions.len())) {
            module.section(&origins);
        }
        module.finish()
    }
}

fn number(ty: &wasmparser::ValType) -> Option<ValType> {
    match ty {
        wasmparser::ValType::I32 => Some(ValType::I32),
        wasmparser::ValType::I64 => Some(ValType::I64),
        wasmparser::ValType::F32 => Some(ValType::F32),
        wasmparser::ValType::F64 => Some(ValType::F64),
        _ => None,
    }
}

/// Those of a constant, without its end.
pub fn instructions(constant: &ConstExpr) -> Vec<u8> {
    let mut bytes = Vec::new();
    constant.encode(&mut bytes);
    bytes.pop();
    bytes
}
