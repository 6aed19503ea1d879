//! A module that fills the table of the functions of the host, which are made after the memories that they use, and
//! then runs the start functions of the instances.

use crate::trampolines::HostFunction;
use wasm_encoder::{
    ConstExpr, ElementSection, Elements, EntityType, ImportSection, Module, RefType, StartSection, TableType,
    TypeSection,
};

pub const TABLE: &str = "table";
pub const START: &str = "start";

/// Its functions are imported by their place in the table.
pub fn fixup(functions: &[HostFunction], starts: bool) -> Vec<u8> {
    let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
    for (place, function) in functions.iter().enumerate() {
        types.ty().function(function.params.iter().copied(), function.results.iter().copied());
        imports.import("", &place.to_string(), EntityType::Function(place as u32));
    }
    let count = functions.len() as u32;
    if starts {
        types.ty().function([], []);
        imports.import("", START, EntityType::Function(count));
    }
    let mut elements = ElementSection::new();
    if count > 0 {
        let element_type = RefType::FUNCREF;
        let ty =
            TableType { element_type, table64: false, minimum: count.into(), maximum: None, shared: false };
        imports.import("", TABLE, ty);
        let all: Vec<u32> = (0..count).collect();
        elements.active(None, &ConstExpr::i32_const(0), Elements::Functions(all.into()));
    }
    let mut module = Module::new();
    module.section(&types).section(&imports);
    if starts {
        module.section(&StartSection { function_index: count });
    }
    module.section(&elements);
    module.finish()
}
