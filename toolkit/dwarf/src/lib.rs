//! See `wit/dwarf.wit`.

mod expression;
mod functions;
mod lines;
mod module;
mod sections;
mod structures;
mod tables;
mod type_names;
mod types;
mod values;
mod variables;

wit_bindgen::generate!({ world: "dwarf", path: "wit" });

use exports::wit_studio::dwarf::reading::{self, Frame, GuestModule, Location, Place, Refusal, Span};
pub use module::{Module, Unreadable};

pub type Reader = gimli::EndianRcSlice<gimli::LittleEndian>;
pub type Dwarf = gimli::Dwarf<Reader>;

pub fn text(reader: &Reader) -> String {
    String::from_utf8_lossy(reader).into_owned()
}

/// Implements the exports of the world.
pub struct Reading;

impl reading::Guest for Reading {
    type Module = Module;

    fn demangle(symbol: String) -> String {
        format!("{:#}", rustc_demangle::demangle(&symbol))
    }
}

impl GuestModule for Module {
    fn open(bytes: Vec<u8>) -> Result<reading::Module, Refusal> {
        Module::open(&bytes).map(reading::Module::new).map_err(|error| match error {
            Unreadable::Missing => Refusal::Missing,
            Unreadable::Broken(reason) => Refusal::Broken(reason),
        })
    }

    fn code_start(&self) -> u32 {
        self.code_start
    }

    fn files(&self) -> Vec<String> {
        self.lines.files.clone()
    }

    fn frames(&self, offset: u32) -> Vec<Frame> {
        let frames = Module::frames(self, offset).into_iter();
        frames
            .map(|frame| Frame {
                function: frame.function,
                place: frame.place.map(|(file, line, column)| Place { file, line, column }),
                inlined: frame.inlined,
            })
            .collect()
    }

    fn locations(&self, file: String, line: u32) -> Vec<Location> {
        let rows = Module::locations(self, &file, line).into_iter();
        rows.map(|row| Location { offset: row.start, line: row.line, column: row.column }).collect()
    }

    fn line_spans(&self, offset: u32) -> Vec<Span> {
        let spans = Module::line_spans(self, offset).into_iter();
        spans.map(|(start, end)| Span { start, end }).collect()
    }

    fn body(&self, offset: u32) -> Option<u32> {
        Module::body(self, offset)
    }

    fn variables(&self, offset: u32, frame: u32, registers: reading::Registers) -> Vec<reading::Variable> {
        let found = Module::variables(self, offset, frame as usize, &registers.into());
        found.into_iter().map(Into::into).collect()
    }

    fn statics(&self, offset: u32) -> Vec<reading::Variable> {
        Module::statics(self, offset).into_iter().map(Into::into).collect()
    }

    fn type_of(&self, id: u64) -> Option<reading::TypeInfo> {
        let id = values::read_id(id).filter(|id| id.unit < self.units.len())?;
        Module::type_of(self, id).map(Into::into)
    }

    fn type_of_table(&self, address: u32) -> Option<u64> {
        Module::type_of_table(self, address).map(values::written_id)
    }
}

// A native build (for the tests) exports nothing.
#[cfg(target_arch = "wasm32")]
export!(Reading);
