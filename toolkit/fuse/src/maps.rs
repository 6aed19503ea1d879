//! Rewrites the indices of one instance to those of the fused module.

use std::convert::Infallible;
use wasm_encoder::ConstExpr;
use wasm_encoder::reencode::{Error, Reencode, utils};

type Outcome<T> = Result<T, Error<Infallible>>;

/// By index in the instance: the index in the fused module. Types of a module are the same for all its instances.
#[derive(Default, Clone)]
pub struct Maps {
    pub first_type: u32,
    pub functions: Vec<u32>,
    pub tables: Vec<u32>,
    pub memories: Vec<u32>,
    pub globals: Vec<u32>,
    pub tags: Vec<u32>,
    pub first_element: u32,
    pub first_data: u32,
    /// Functions of the fused module that code refers to; they have to be declared.
    pub referred: Vec<u32>,
    /// Initial values of the fused module's globals that never change: constants may only refer to
    /// such globals, and not every engine allows them to refer to a global of the module itself.
    pub constants: Vec<(u32, Vec<u8>)>,
}

impl Reencode for Maps {
    type Error = Infallible;

    fn type_index(&mut self, index: u32) -> Outcome<u32> {
        Ok(self.first_type + index)
    }
    fn function_index(&mut self, index: u32) -> Outcome<u32> {
        Ok(self.functions[index as usize])
    }
    fn table_index(&mut self, index: u32) -> Outcome<u32> {
        Ok(self.tables[index as usize])
    }
    fn memory_index(&mut self, index: u32) -> Outcome<u32> {
        Ok(self.memories[index as usize])
    }
    fn global_index(&mut self, index: u32) -> Outcome<u32> {
        Ok(self.globals[index as usize])
    }
    fn tag_index(&mut self, index: u32) -> Outcome<u32> {
        Ok(self.tags[index as usize])
    }
    fn element_index(&mut self, index: u32) -> Outcome<u32> {
        Ok(self.first_element + index)
    }
    fn data_index(&mut self, index: u32) -> Outcome<u32> {
        Ok(self.first_data + index)
    }

    fn instruction<'a>(
        &mut self,
        operator: wasmparser::Operator<'a>,
    ) -> Outcome<wasm_encoder::Instruction<'a>> {
        let rewritten = utils::instruction(self, operator)?;
        if let wasm_encoder::Instruction::RefFunc(function) = rewritten {
            self.referred.push(function);
        }
        Ok(rewritten)
    }

    fn const_expr(&mut self, expression: wasmparser::ConstExpr) -> Outcome<ConstExpr> {
        let mut bytes = Vec::new();
        let mut operators = expression.get_operators_reader();
        while !operators.is_end_then_eof() {
            let instruction = self.parse_instruction(&mut operators)?;
            match self.constant(&instruction) {
                Some(value) => bytes.extend(value),
                None => wasm_encoder::Encode::encode(&instruction, &mut bytes),
            }
        }
        Ok(ConstExpr::raw(bytes))
    }
}

impl Maps {
    fn constant(&self, instruction: &wasm_encoder::Instruction<'_>) -> Option<&[u8]> {
        let wasm_encoder::Instruction::GlobalGet(global) = instruction else { return None };
        self.constants.iter().find(|(index, _)| index == global).map(|(_, value)| value.as_slice())
    }
}
