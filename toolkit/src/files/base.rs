//! The module of `toolkit/files`, as part of another module.

use anyhow::bail;
use std::collections::HashMap;
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, Encode, Function as Code, FunctionSection, GlobalSection,
    GlobalType, Instruction, TypeSection, ValType,
};
use wasmparser::{DataKind, ExternalKind, FunctionBody, Operator, Parser, Payload, TypeRef};

const MODULE: &[u8] = include_bytes!("../../files/dist/files.wasm");

/// The sections of the module, in a module with other imports.
#[derive(Default)]
pub struct Base {
    pub types: TypeSection,
    pub functions: FunctionSection,
    pub globals: GlobalSection,
    pub code: CodeSection,
    pub data: DataSection,
    /// Pages of memory.
    pub pages: u64,
    /// Indices of functions by the names of exports.
    pub exports: HashMap<String, u32>,
    /// The address of the pointer to the tree of files.
    pub tree: u32,
}

/// The offsets of function and global indices behind the imports and globals of the whole module.
struct Shift {
    /// The index for each function that the module imports.
    imported: Vec<u32>,
    functions: u32,
    globals: u32,
}

impl Shift {
    fn function(&self, index: u32) -> u32 {
        let own = |first| index - first + self.functions;
        self.imported.get(index as usize).copied().unwrap_or_else(|| own(self.imported.len() as u32))
    }

    /// A function body with other indices. All other instructions are copied.
    fn body(&self, body: &FunctionBody) -> anyhow::Result<Vec<u8>> {
        let mut operators = body.get_operators_reader()?;
        let range = body.range();
        let at = |position: u64| (position - range.start) as usize;
        let source = |from, to| &body.as_bytes()[at(from)..at(to)];
        let mut bytes = source(range.start, operators.original_position()).to_vec();
        while !operators.eof() {
            let start = operators.original_position();
            let instruction = match operators.read()? {
                Operator::Call { function_index } => Instruction::Call(self.function(function_index)),
                Operator::GlobalGet { global_index } => Instruction::GlobalGet(global_index + self.globals),
                Operator::GlobalSet { global_index } => Instruction::GlobalSet(global_index + self.globals),
                Operator::CallIndirect { .. } | Operator::RefFunc { .. } => bail!("a function as a value"),
                _ => {
                    bytes.extend_from_slice(source(start, operators.original_position()));
                    continue;
                }
            };
            instruction.encode(&mut bytes);
        }
        Ok(bytes)
    }
}

fn val_type(ty: wasmparser::ValType) -> anyhow::Result<ValType> {
    Ok(match ty {
        wasmparser::ValType::I32 => ValType::I32,
        wasmparser::ValType::I64 => ValType::I64,
        wasmparser::ValType::F32 => ValType::F32,
        wasmparser::ValType::F64 => ValType::F64,
        _ => bail!("a type that is no number"),
    })
}

fn val_types(types: &[wasmparser::ValType]) -> anyhow::Result<Vec<ValType>> {
    types.iter().copied().map(val_type).collect()
}

fn constant(expression: &wasmparser::ConstExpr) -> anyhow::Result<i32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value),
        _ => bail!("an expression that is no constant"),
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
    let shift = Shift { imported, functions, globals: base.globals.len() };
    let mut constants = Vec::new();
    let mut tree = None;
    for payload in Parser::new(0).parse_all(MODULE) {
        match payload? {
            Payload::TypeSection(section) => {
                for ty in section.into_iter_err_on_gc_types() {
                    let ty = ty?;
                    base.types.ty().function(val_types(ty.params())?, val_types(ty.results())?);
                }
            }
            Payload::FunctionSection(section) => {
                for ty in section {
                    base.functions.function(ty?);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    base.pages = memory?.initial;
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    let global = global?;
                    let value = constant(&global.init_expr)?;
                    let (val_type, mutable) = (val_type(global.ty.content_type)?, global.ty.mutable);
                    let ty = GlobalType { val_type, mutable, shared: false };
                    base.globals.global(ty, &ConstExpr::i32_const(value));
                    constants.push(value as u32);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    match export.kind {
                        ExternalKind::Func => {
                            base.exports.insert(export.name.into(), shift.function(export.index));
                        }
                        ExternalKind::Global if export.name == "TREE" => tree = Some(export.index),
                        _ => {}
                    }
                }
            }
            Payload::ElementSection(_) => bail!("a table with elements"),
            Payload::CodeSectionEntry(body) => {
                base.code.raw(&shift.body(&body)?);
            }
            Payload::DataSection(section) => {
                for data in section {
                    let data = data?;
                    let DataKind::Active { offset_expr, .. } = data.kind else { bail!("passive data") };
                    let at = constant(&offset_expr)?;
                    base.data.active(0, &ConstExpr::i32_const(at), data.data.iter().copied());
                }
            }
            _ => {}
        }
    }
    let tree = tree.and_then(|index| constants.get(index as usize).copied());
    base.tree = tree.ok_or_else(|| anyhow::anyhow!("the module of files has no tree"))?;
    Ok(base)
}

/// Stores the address `to` at the address `at`.
pub fn point(data: &mut DataSection, at: u32, to: u32) {
    data.active(0, &ConstExpr::i32_const(at as i32), to.to_le_bytes());
}
