//! The module that has an image as its memory.

use super::values::START;
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ExportSection, FunctionSection, GlobalSection, GlobalType,
    ImportSection, MemorySection, MemoryType, Module, TypeSection, ValType,
};

/// All of a module but its memory.
#[derive(Default)]
pub struct Sections {
    pub types: TypeSection,
    pub imports: ImportSection,
    pub functions: FunctionSection,
    pub exports: ExportSection,
    pub code: CodeSection,
}

/// Its memory starts with the image. Its globals are those that `realloc` needs: `FREE`, and the end of
/// the image.
pub fn assemble(sections: &Sections, image: Vec<u8>) -> Vec<u8> {
    let end = START as usize + image.len();
    let (mut memories, mut globals, mut data) =
        (MemorySection::new(), GlobalSection::new(), DataSection::new());
    memories.memory(MemoryType {
        minimum: end.div_ceil(0x1_0000) as u64,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let number = |mutable| GlobalType { val_type: ValType::I32, mutable, shared: false };
    globals.global(number(true), &ConstExpr::i32_const(0));
    globals.global(number(false), &ConstExpr::i32_const(end as i32));
    data.active(0, &ConstExpr::i32_const(START as i32), image);
    let Sections { types, imports, functions, exports, code } = sections;
    let mut module = Module::new();
    module.section(types).section(imports).section(functions).section(&memories).section(&globals);
    module.section(exports).section(code).section(&data);
    module.finish()
}
