//! Names of types as their language writes them.

use crate::functions::own_name;
use crate::module::Module;
use crate::types::{Entry, TypeId};
use gimli::constants;

impl Module {
    pub(crate) fn type_name(&self, id: Option<TypeId>, depth: usize) -> String {
        let Some(id) = id else { return "void".into() };
        let unit = id.unit;
        if let Some(name) = self.functions(unit).name(id.entry) {
            return name.to_owned();
        }
        let Ok(entry) = self.units[unit].entry(id.entry) else { return String::new() };
        if let Some(name) = own_name(&self.dwarf, &self.units[unit], &entry) {
            return name;
        }
        let Some(depth) = depth.checked_sub(1) else { return "…".into() };
        let inner = || self.type_name(self.type_in(unit, &entry), depth);
        if let Some(qualifier) = qualifier(&entry) {
            let name = inner();
            return if name.ends_with('*') {
                format!("{name}{qualifier}")
            } else {
                format!("{qualifier} {name}")
            };
        }
        match entry.tag() {
            constants::DW_TAG_pointer_type => spaced(inner(), '*'),
            constants::DW_TAG_reference_type => spaced(inner(), '&'),
            constants::DW_TAG_rvalue_reference_type => spaced(inner(), '&') + "&",
            constants::DW_TAG_array_type => {
                let counts = self.dimensions(id, &entry).into_iter();
                counts.fold(inner(), |name, count| match count {
                    Some(count) => format!("{name}[{count}]"),
                    None => format!("{name}[]"),
                })
            }
            constants::DW_TAG_subroutine_type => format!("{}()", inner()),
            constants::DW_TAG_union_type => "union {…}".into(),
            constants::DW_TAG_enumeration_type => "enum {…}".into(),
            _ => "struct {…}".into(),
        }
    }
}

pub(crate) fn is_named(entry: &Entry) -> bool {
    entry.tag() == constants::DW_TAG_typedef
}

pub(crate) fn qualifier(entry: &Entry) -> Option<&'static str> {
    match entry.tag() {
        constants::DW_TAG_const_type => Some("const"),
        constants::DW_TAG_volatile_type => Some("volatile"),
        constants::DW_TAG_restrict_type => Some("restrict"),
        constants::DW_TAG_atomic_type => Some("_Atomic"),
        _ => None,
    }
}

fn spaced(name: String, sign: char) -> String {
    if name.ends_with(['*', '&']) { format!("{name}{sign}") } else { format!("{name} {sign}") }
}
