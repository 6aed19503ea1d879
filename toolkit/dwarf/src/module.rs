//! One module: its line table is read at once, the functions of a unit when one of them is asked about.

use crate::expression::Registers;
use crate::functions::{Function, Functions};
use crate::lines::{Lines, Row};
use crate::sections::Sections;
use crate::types::TypeId;
use crate::{Dwarf, Reader};
use gimli::{AttributeValue, Unit, UnitOffset, constants};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

pub struct Module {
    pub dwarf: Dwarf,
    pub units: Vec<Unit<Reader>>,
    functions: Vec<OnceCell<Functions>>,
    pub lines: Lines,
    pub code_start: u32,
    pub code_length: u32,
    /// Of the globals, for what lies at the same place in all instances.
    pub constants: Registers,
    pub tables: OnceCell<HashMap<u32, TypeId>>,
}

pub struct Frame {
    pub function: String,
    /// File, line, column.
    pub place: Option<(String, u32, u32)>,
    pub inlined: bool,
}

/// Why nothing can be read.
#[derive(Debug)]
pub enum Unreadable {
    Missing,
    Broken(String),
}

/// As many steps from an inlined function to its declaration as a compiler needs, and more.
const MOST_ORIGINS: usize = 8;

impl Module {
    pub fn open(bytes: &[u8]) -> Result<Module, Unreadable> {
        let sections = Sections::read(bytes).map_err(Unreadable::Broken)?;
        if sections.custom(bytes, ".debug_line").is_empty() {
            return Err(Unreadable::Missing);
        }
        let dwarf = Dwarf::load(|id| {
            let contents: Rc<[u8]> = Rc::from(sections.custom(bytes, id.name()));
            Ok::<_, gimli::Error>(Reader::new(contents, gimli::LittleEndian))
        })
        .map_err(broken)?;
        let units = read_units(&dwarf).map_err(broken)?;
        let code_length = sections.code.len() as u32;
        let lines = Lines::read(&dwarf, &units, code_length);
        if lines.is_empty() {
            return Err(Unreadable::Missing);
        }
        Ok(Module {
            functions: units.iter().map(|_| OnceCell::new()).collect(),
            dwarf,
            units,
            lines,
            code_start: sections.code.start as u32,
            code_length,
            constants: Registers { globals: sections.constants, ..Registers::default() },
            tables: OnceCell::new(),
        })
    }

    pub fn functions(&self, unit: usize) -> &Functions {
        self.functions[unit].get_or_init(|| Functions::read(&self.dwarf, &self.units[unit], self.code_length))
    }

    /// The functions that the code at `offset` is of, outermost first.
    pub fn functions_at(&self, offset: u32) -> Option<(usize, Vec<&Function>)> {
        let unit = self.lines.at(offset)?.unit as usize;
        let found = self.functions(unit).at(offset);
        (!found.is_empty()).then_some((unit, found))
    }

    pub fn frames(&self, offset: u32) -> Vec<Frame> {
        let Some((unit, functions)) = self.functions_at(offset) else { return Vec::new() };
        let row = self.lines.at(offset).filter(|row| row.line > 0);
        let mut place = row.and_then(|row| Some((self.lines.file_of(row)?.to_owned(), row.line, row.column)));
        let innermost_first = functions.iter().rev();
        innermost_first
            .map(|function| {
                let called_at = function.call.and_then(|(file, line, column)| {
                    Some((self.lines.file(unit, file)?.to_owned(), line, column))
                });
                Frame {
                    function: self.name(unit, function.entry, MOST_ORIGINS).unwrap_or_default(),
                    place: std::mem::replace(&mut place, called_at),
                    inlined: function.is_inlined,
                }
            })
            .collect()
    }

    fn name(&self, unit: usize, entry: UnitOffset, most: usize) -> Option<String> {
        if let Some(name) = self.functions(unit).name(entry) {
            return Some(name.to_owned());
        }
        let entry = self.units[unit].entry(entry).ok()?;
        let origin = entry
            .attr_value(constants::DW_AT_abstract_origin)
            .or_else(|| entry.attr_value(constants::DW_AT_specification))?;
        let (unit, entry) = self.referred(unit, &origin)?;
        most.checked_sub(1).and_then(|most| self.name(unit, entry, most))
    }

    /// The entry that a reference leads to, and its unit.
    pub fn referred(&self, unit: usize, value: &AttributeValue<Reader>) -> Option<(usize, UnitOffset)> {
        match value {
            AttributeValue::UnitRef(offset) => Some((unit, *offset)),
            AttributeValue::DebugInfoRef(offset) => self
                .units
                .iter()
                .enumerate()
                .find_map(|(index, unit)| Some((index, offset.to_unit_offset(&unit.header)?))),
            _ => None,
        }
    }

    /// Where a breakpoint for the line stops.
    pub fn locations(&self, file: &str, line: u32) -> Vec<Row> {
        let called = self.inlined_calls(file, line);
        if called.is_empty() { self.own_locations(file, line) } else { called }
    }

    /// Of a line without code of its own: where the functions begin that it calls and that are inlined.
    fn inlined_calls(&self, file: &str, line: u32) -> Vec<Row> {
        let mut found = Vec::new();
        for unit in self.lines.units_without(file, line) {
            for (function, (number, called_at, column)) in self.functions(unit).calls() {
                let is_here = called_at == line && self.lines.file(unit, number) == Some(file);
                if let Some(&row) = self.lines.at(function.start()).filter(|_| is_here) {
                    found.push(Row { start: function.start(), line, column, ..row });
                }
            }
        }
        found
    }

    /// The first place of the line in each function; rows of a prologue are replaced by its end.
    fn own_locations(&self, file: &str, line: u32) -> Vec<Row> {
        let mut found: Vec<(Option<(usize, UnitOffset)>, Row)> = Vec::new();
        for mut row in self.lines.of_line(file, line) {
            let functions = self.functions_at(row.start);
            if let Some((_, functions)) = &functions
                && let [only] = functions[..]
                && let Some(body) = self.body_of(only).filter(|&body| row.start < body)
                && let Some(&at_body) = self.lines.at(body)
            {
                row = Row { start: body, ..at_body };
            }
            let function = functions.and_then(|(unit, functions)| Some((unit, functions.last()?.entry)));
            match found.iter_mut().find(|(other, _)| *other == function) {
                Some((_, first)) if first.start <= row.start => {}
                Some((_, first)) => *first = row,
                None => found.push((function, row)),
            }
        }
        found.into_iter().map(|(_, row)| row).collect()
    }

    pub fn line_spans(&self, offset: u32) -> Vec<(u32, u32)> {
        let (Some(row), Some((_, functions))) = (self.lines.at(offset), self.functions_at(offset)) else {
            return Vec::new();
        };
        let within = functions[0].spans().iter().flat_map(|&(start, end)| self.lines.within(start, end));
        within
            .filter(|(other, _)| {
                self.lines.same_file(row, other) && (other.line == row.line || other.line == 0)
            })
            .map(|(other, end)| (other.start, end))
            .collect()
    }

    pub fn body(&self, offset: u32) -> Option<u32> {
        let (_, functions) = self.functions_at(offset)?;
        self.body_of(functions[0])
    }

    /// Compilers that mark no end of the prologue end it with the function's first line.
    fn body_of(&self, function: &Function) -> Option<u32> {
        let start = function.start();
        let &(_, end) = function.spans().iter().find(|span| span.0 == start)?;
        let rows: Vec<&Row> = self.lines.within(start, end).map(|(row, _)| row).collect();
        let marked = rows.iter().find(|row| row.prologue_end);
        marked.or(rows.get(1)).or(rows.first()).map(|row| row.start)
    }
}

/// Units before an unreadable one are used; if there are none, its error is returned.
fn read_units(dwarf: &Dwarf) -> gimli::Result<Vec<Unit<Reader>>> {
    let mut units = Vec::new();
    let mut headers = dwarf.units();
    loop {
        let unit = match headers.next() {
            Ok(None) => return Ok(units),
            Ok(Some(header)) => dwarf.unit(header),
            Err(error) => Err(error),
        };
        match unit {
            Ok(unit) => units.push(unit),
            Err(error) if units.is_empty() => return Err(error),
            Err(_) => return Ok(units),
        }
    }
}

fn broken(error: gimli::Error) -> Unreadable {
    Unreadable::Broken(error.to_string())
}
