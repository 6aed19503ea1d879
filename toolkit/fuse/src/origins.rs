//! The origins of code in the fused module, for modules with source lines: a custom section with
//! their DWARF, whose addresses refer to their original code section.
//!
//! Numbers are unsigned LEB128. First the count of the modules, each its name and its bytes (both
//! after a length): a module of its custom sections with DWARF and a code section of the same
//! length. Then the count of the functions in the order of the code, each with its start (relative
//! to the start of the former one), its length, the index of its module, and points: their count,
//! and for each its distance from the former point (the first: from the function's start) and the
//! offset in the original code section. From one point to the next, code was copied without a
//! change of length.

use crate::parsed::Parsed;
use wasm_encoder::{CustomSection, Encode, Module, RawSection, SectionId};

pub const NAME: &str = "wit-studio:origins";

#[derive(Default)]
pub struct Origins {
    modules: Vec<(String, Vec<u8>)>,
    functions: Vec<Function>,
}

struct Function {
    /// From the first function on.
    start: usize,
    length: usize,
    module: u32,
    points: Vec<Point>,
}

/// Two places of the same instruction: from the start of the function, and in the code section that it is copied from.
#[derive(Clone, Copy)]
pub struct Point {
    pub at: usize,
    pub from: usize,
}

impl Origins {
    /// The place of a module that has lines.
    pub fn module(&mut self, parsed: &Parsed<'_>) -> Option<u32> {
        let has_lines = parsed.dwarf.iter().any(|section| section.name == ".debug_line");
        if !has_lines {
            return None;
        }
        let mut module = Module::new();
        module.section(&RawSection { id: SectionId::Code.into(), data: &vec![0; parsed.code.len()] });
        parsed.dwarf.iter().for_each(|section| _ = module.section(section));
        self.modules.push((parsed.name.to_string(), module.finish()));
        Some(self.modules.len() as u32 - 1)
    }

    /// `start`: behind the start of the first function.
    pub fn function(&mut self, start: usize, length: usize, module: u32, points: Vec<Point>) {
        self.functions.push(Function { start, length, module, points });
    }

    /// `first`: where the first function begins in the code section.
    pub fn section(&self, first: usize) -> Option<CustomSection<'static>> {
        if self.functions.is_empty() {
            return None;
        }
        let mut data = Vec::new();
        self.modules.len().encode(&mut data);
        for (name, bytes) in &self.modules {
            name.as_str().encode(&mut data);
            bytes.as_slice().encode(&mut data);
        }
        self.functions.len().encode(&mut data);
        let mut before = 0;
        for function in &self.functions {
            let start = first + function.start;
            (start - before).encode(&mut data);
            function.length.encode(&mut data);
            function.module.encode(&mut data);
            function.points.len().encode(&mut data);
            let mut point = 0;
            for Point { at, from } in &function.points {
                (at - point).encode(&mut data);
                from.encode(&mut data);
                point = *at;
            }
            before = start;
        }
        Some(CustomSection { name: NAME.into(), data: data.into() })
    }
}

/// Without those that the point before says as well.
pub fn needed(points: impl IntoIterator<Item = Point>) -> Vec<Point> {
    let mut all: Vec<Point> = Vec::new();
    for point in points {
        let is_said = all.last().is_some_and(|last| point.at - last.at == point.from.wrapping_sub(last.from));
        if !is_said {
            all.push(point);
        }
    }
    all
}

/// The size of a number in unsigned LEB128.
pub fn encoded_length(number: usize) -> usize {
    let mut bytes = Vec::new();
    number.encode(&mut bytes);
    bytes.len()
}
