//! The module of `toolkit/files`, as part of another module.

use std::collections::HashMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Function as Code, FunctionSection, GlobalSection,
    TableSection, TypeSection,
};
use wasmparser::{ExternalKind, Operator, Parser, Payload, TypeRef};

const MODULE: &[u8] = include_bytes!("../../files/dist/files.wasm");

/// The sections of the module, in a module with other imports.
#[derive(Default)]
pub struct Base {
    pub types: TypeSection,
    pub functions: FunctionSection,
    pub tables: TableSection,
    pub globals: GlobalSection,
    pub elements: ElementSection,
    pub code: CodeSection,
    pub data: DataSection,
    /// Pages of memory.
    pub pages: u64,
    /// Indices of functions by the names of exports.
    pub exports: HashMap<String, u32>,
    /// The address where the address of the files belongs.
    pub tree: u32,
}

/// Other indices for what comes behind imports and globals of the whole module.
struct Shift {
    /// The index for each function that the module imports.
    imported: Vec<u32>,
    functions: u32,
    globals: u32,
}

impl Reencode for Shift {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        let own = |first| index - first + self.functions;
        Ok(self.imported.get(index as usize).copied().unwrap_or_else(|| own(self.imported.len() as u32)))
    }

    fn global_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        Ok(index + self.globals)
    }
}

/// The imports of the module: interface, function, and index of its type.
pub fn imports() -> anyhow::Result<Vec<(String, String, u32)>> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(MODULE) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                let import = import?;
                if let TypeRef::Func(ty) = import.ty {
                    found.push((import.module.into(), import.name.into(), ty));
                }
            }
        }
    }
    Ok(found)
}

/// @param imported the index for each of `imports`
/// @param count the number of imports of the whole module
/// @param traps functions before those of the module; they trap
/// @param globals the globals before those of the module
pub fn read(
    imported: Vec<u32>,
    count: u32,
    traps: FunctionSection,
    globals: GlobalSection,
) -> anyhow::Result<Base> {
    let mut base = Base { functions: traps, globals, ..Base::default() };
    for _ in 0..base.functions.len() {
        let mut code = Code::new([]);
        code.instructions().unreachable().end();
        base.code.function(&code);
    }
    let functions = count + base.functions.len();
    let mut shift = Shift { imported, functions, globals: base.globals.len() };
    let mut constants = Vec::new();
    let mut tree = None;
    for payload in Parser::new(0).parse_all(MODULE) {
        match payload? {
            Payload::TypeSection(section) => shift.parse_type_section(&mut base.types, section)?,
            Payload::FunctionSection(section) => {
                shift.parse_function_section(&mut base.functions, section)?;
            }
            Payload::TableSection(section) => shift.parse_table_section(&mut base.tables, section)?,
            Payload::MemorySection(section) => {
                for memory in section {
                    base.pages = memory?.initial;
                }
            }
            Payload::GlobalSection(section) => {
                for global in section.clone() {
                    constants.push(match global?.init_expr.get_operators_reader().read()? {
                        Operator::I32Const { value } => value as u32,
                        _ => 0,
                    });
                }
                shift.parse_global_section(&mut base.globals, section)?;
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    match export.kind {
                        ExternalKind::Func => {
                            let index = shift.function_index(export.index)?;
                            base.exports.insert(export.name.into(), index);
                        }
                        ExternalKind::Global if export.name == "TREE" => tree = Some(export.index),
                        _ => {}
                    }
                }
            }
            Payload::ElementSection(section) => shift.parse_element_section(&mut base.elements, section)?,
            Payload::CodeSectionEntry(body) => shift.parse_function_body(&mut base.code, body)?,
            Payload::DataSection(section) => shift.parse_data_section(&mut base.data, section)?,
            _ => {}
        }
    }
    let tree = tree.and_then(|index| constants.get(index as usize).copied());
    base.tree = tree.ok_or_else(|| anyhow::anyhow!("the module of files has no tree"))?;
    Ok(base)
}

/// Writes an address at another one.
pub fn point(data: &mut DataSection, at: u32, to: u32) {
    data.active(0, &ConstExpr::i32_const(at as i32), to.to_le_bytes());
}
