//! The functions of a unit that have code, with those that are inlined into them.

use crate::{Dwarf, Reader};
use gimli::{AttributeValue, DebuggingInformationEntry, Unit, UnitOffset, constants};
use std::collections::HashMap;

pub struct Function {
    pub entry: UnitOffset,
    spans: Vec<(u32, u32)>,
    /// Where it is inlined: file by the unit's number, line, column. `None`: a function of the module.
    pub call: Option<(u64, u32, u32)>,
    pub is_inlined: bool,
}

impl Function {
    pub fn holds(&self, offset: u32) -> bool {
        self.spans.iter().any(|&(start, end)| start <= offset && offset < end)
    }

    pub fn spans(&self) -> &[(u32, u32)] {
        &self.spans
    }

    pub fn start(&self) -> u32 {
        self.spans.iter().map(|span| span.0).min().unwrap_or(0)
    }
}

#[derive(Default)]
pub struct Functions {
    /// Inlined functions follow those that contain them.
    all: Vec<Function>,
    names: HashMap<UnitOffset, String>,
}

impl Functions {
    pub fn read(dwarf: &Dwarf, unit: &Unit<Reader>, code_length: u32) -> Functions {
        let mut functions = Functions::default();
        // Functions before a malformed entry are returned.
        let _ = functions.add_all(dwarf, unit, code_length);
        functions
    }

    fn add_all(&mut self, dwarf: &Dwarf, unit: &Unit<Reader>, code_length: u32) -> gimli::Result<()> {
        let mut cursor = unit.entries();
        let mut scopes: Vec<(isize, String)> = Vec::new();
        while let Some(entry) = cursor.next_dfs()? {
            let depth = entry.depth();
            while scopes.last().is_some_and(|scope| scope.0 >= depth) {
                scopes.pop();
            }
            match entry.tag() {
                constants::DW_TAG_namespace
                | constants::DW_TAG_structure_type
                | constants::DW_TAG_class_type
                | constants::DW_TAG_union_type
                | constants::DW_TAG_enumeration_type => {
                    let name = own_name(dwarf, unit, entry).unwrap_or_default();
                    if entry.tag() != constants::DW_TAG_namespace && !name.is_empty() {
                        self.names.insert(entry.offset(), joined(&scopes, &name));
                    }
                    scopes.push((depth, name));
                }
                constants::DW_TAG_subprogram => {
                    if let Some(name) = function_name(dwarf, unit, entry, &scopes) {
                        self.names.insert(entry.offset(), name);
                    }
                    self.add(dwarf, unit, entry, code_length);
                }
                constants::DW_TAG_inlined_subroutine => self.add(dwarf, unit, entry, code_length),
                _ => {}
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        dwarf: &Dwarf,
        unit: &Unit<Reader>,
        entry: &DebuggingInformationEntry<Reader>,
        code_length: u32,
    ) {
        let spans = spans_of(dwarf, unit, entry, code_length);
        if spans.is_empty() {
            return;
        }
        let number = |name| entry.attr_value(name).and_then(|value| value.udata_value());
        let call = number(constants::DW_AT_call_line).map(|line| {
            let column = number(constants::DW_AT_call_column).unwrap_or(0);
            let file = match entry.attr_value(constants::DW_AT_call_file) {
                Some(AttributeValue::FileIndex(file)) => file,
                Some(value) => value.udata_value().unwrap_or(0),
                None => 0,
            };
            (file, line as u32, column as u32)
        });
        let is_inlined = entry.tag() == constants::DW_TAG_inlined_subroutine;
        self.all.push(Function { entry: entry.offset(), spans, call, is_inlined });
    }

    /// From the module's function to the innermost inlined one.
    pub fn at(&self, offset: u32) -> Vec<&Function> {
        let mut found: Vec<&Function> = Vec::new();
        for function in &self.all {
            if function.holds(offset) {
                if !function.is_inlined {
                    found.clear();
                }
                found.push(function);
            }
        }
        found
    }

    /// Inlined functions, each with the file (by the unit's number), line and column of its call.
    pub fn calls(&self) -> impl Iterator<Item = (&Function, (u64, u32, u32))> {
        self.all.iter().filter_map(|function| Some((function, function.call?)))
    }

    /// The name of a function or a type of this unit that is declared at the entry.
    pub fn name(&self, entry: UnitOffset) -> Option<&str> {
        self.names.get(&entry).map(String::as_str)
    }
}

pub fn spans_of(
    dwarf: &Dwarf,
    unit: &Unit<Reader>,
    entry: &DebuggingInformationEntry<Reader>,
    code_length: u32,
) -> Vec<(u32, u32)> {
    let mut spans = Vec::new();
    let Ok(mut ranges) = dwarf.die_ranges(unit, entry) else { return spans };
    while let Ok(Some(range)) = ranges.next() {
        if range.begin > 0 && range.begin < range.end && range.end <= u64::from(code_length) {
            spans.push((range.begin as u32, range.end as u32));
        }
    }
    spans
}

pub fn own_name(
    dwarf: &Dwarf,
    unit: &Unit<Reader>,
    entry: &DebuggingInformationEntry<Reader>,
) -> Option<String> {
    let value = entry.attr_value(constants::DW_AT_name)?;
    Some(crate::text(&dwarf.attr_string(unit, value).ok()?))
}

/// Rust's symbols say more than the scopes do (the type that a function is of); those of C++ need a demangler of
/// their own, and the scopes say the same.
fn function_name(
    dwarf: &Dwarf,
    unit: &Unit<Reader>,
    entry: &DebuggingInformationEntry<Reader>,
    scopes: &[(isize, String)],
) -> Option<String> {
    if let Some(symbol) = entry.attr_value(constants::DW_AT_linkage_name)
        && let Ok(symbol) = dwarf.attr_string(unit, symbol)
        && let Ok(demangled) = rustc_demangle::try_demangle(&crate::text(&symbol))
    {
        return Some(format!("{demangled:#}"));
    }
    if let Some(name) = own_name(dwarf, unit, entry) {
        return Some(joined(scopes, &name));
    }
    // Code that the compiler adds, such as a thunk for a second base, has a symbol only.
    let has_declaration = [constants::DW_AT_specification, constants::DW_AT_abstract_origin]
        .iter()
        .any(|&name| entry.attr_value(name).is_some());
    if has_declaration {
        return None;
    }
    let symbol = entry.attr_value(constants::DW_AT_linkage_name)?;
    Some(crate::text(&dwarf.attr_string(unit, symbol).ok()?))
}

fn joined(scopes: &[(isize, String)], name: &str) -> String {
    let names = scopes.iter().map(|scope| scope.1.as_str()).filter(|scope| !scope.is_empty());
    names.chain([name]).collect::<Vec<_>>().join("::")
}
