//! The sections of one core module, read once however often it is instantiated.

use std::collections::HashMap;
use std::ops::Range;
use wasm_encoder::CustomSection;
use wasmparser::{
    Data, Element, FunctionBody, GlobalSectionReader, KnownCustom, MemorySectionReader, Name, Parser,
    Payload, Result, TableSectionReader, TagSectionReader, TypeSectionReader,
};

#[derive(Default)]
pub struct Parsed<'a> {
    pub types: Option<TypeSectionReader<'a>>,
    /// Of its own functions.
    pub function_types: Vec<u32>,
    pub tables: Option<TableSectionReader<'a>>,
    pub memories: Option<MemorySectionReader<'a>>,
    pub tags: Option<TagSectionReader<'a>>,
    pub globals: Option<GlobalSectionReader<'a>>,
    pub elements: Vec<Element<'a>>,
    pub data: Vec<Data<'a>>,
    pub start: Option<u32>,
    pub bodies: Vec<FunctionBody<'a>>,
    /// The range of its code section's contents in its bytes.
    pub code: Range<usize>,
    /// Its custom sections with DWARF.
    pub dwarf: Vec<CustomSection<'a>>,
    /// Of the module, or nothing.
    pub name: &'a str,
    /// By function, as far as they are known.
    pub names: HashMap<u32, &'a str>,
}

impl<'a> Parsed<'a> {
    pub fn new(wasm: &'a [u8]) -> Result<Self> {
        let mut parsed = Parsed::default();
        for payload in Parser::new(0).parse_all(wasm) {
            parsed.take(payload?)?;
        }
        Ok(parsed)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::TypeSection(section) => self.types = Some(section),
            Payload::FunctionSection(section) => {
                self.function_types = section.into_iter().collect::<Result<_>>()?
            }
            Payload::TableSection(section) => self.tables = Some(section),
            Payload::MemorySection(section) => self.memories = Some(section),
            Payload::TagSection(section) => self.tags = Some(section),
            Payload::GlobalSection(section) => self.globals = Some(section),
            Payload::ElementSection(section) => self.elements = section.into_iter().collect::<Result<_>>()?,
            Payload::DataSection(section) => self.data = section.into_iter().collect::<Result<_>>()?,
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::CodeSectionStart { range, .. } => self.code = range.start as usize..range.end as usize,
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) if section.name().starts_with(".debug_") => {
                let (name, data) = (section.name().into(), section.data().into());
                self.dwarf.push(CustomSection { name, data });
            }
            // Names are for people: those that cannot be read are left out.
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    names.into_iter().map_while(Result::ok).for_each(|naming| self.take_names(naming));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_names(&mut self, names: Name<'a>) {
        match names {
            Name::Module { name, .. } => self.name = name,
            Name::Function(map) => {
                let known = map.into_iter().map_while(Result::ok);
                self.names.extend(known.map(|naming| (naming.index, naming.name)));
            }
            _ => {}
        }
    }

    /// Of a function, with that of the module before it, as V8 puts them into a trace.
    pub fn full_name(&self, function: u32) -> String {
        match (self.name, self.names.get(&function)) {
            (_, None) => String::new(),
            ("", Some(name)) => name.to_string(),
            (module, Some(name)) => format!("{module}.{name}"),
        }
    }
}
