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
            constants::DW_TAG_pointer_type => self.pointer_name(unit, &entry, "*", depth),
            constants::DW_TAG_reference_type => self.pointer_name(unit, &entry, "&", depth),
            constants::DW_TAG_rvalue_reference_type => self.pointer_name(unit, &entry, "&&", depth),
            constants::DW_TAG_ptr_to_member_type => {
                let class = entry.attr_value(constants::DW_AT_containing_type);
                let class = class.and_then(|class| self.referred(unit, &class)).map(TypeId::new);
                self.pointer_name(unit, &entry, &format!("{}::*", self.type_name(class, depth)), depth)
            }
            constants::DW_TAG_array_type => {
                let counts = self.dimensions(id, &entry).into_iter();
                counts.fold(inner(), |name, count| match count.fixed {
                    Some(count) => format!("{name}[{count}]"),
                    None => format!("{name}[]"),
                })
            }
            constants::DW_TAG_subroutine_type => format!("{} ({})", inner(), self.parameters(id, depth)),
            constants::DW_TAG_union_type => "union {…}".into(),
            constants::DW_TAG_enumeration_type => "enum {…}".into(),
            _ => "struct {…}".into(),
        }
    }

    /// `int *`, `int (*)(int)`.
    fn pointer_name(&self, unit: usize, entry: &Entry, sign: &str, depth: usize) -> String {
        if let Some(function) = self.function_type(unit, entry) {
            let result = self.units[function.unit].entry(function.entry).ok();
            let result = result.and_then(|entry| self.type_in(function.unit, &entry));
            let parameters = self.parameters(function, depth);
            return format!("{} ({sign})({parameters})", self.type_name(result, depth));
        }
        let target = self.type_name(self.type_in(unit, entry), depth);
        if target.ends_with(['*', '&']) { format!("{target}{sign}") } else { format!("{target} {sign}") }
    }

    /// The type of the function that a pointer or a reference is to.
    pub(crate) fn function_type(&self, unit: usize, pointer: &Entry) -> Option<TypeId> {
        let target = self.type_in(unit, pointer)?;
        let entry = self.units[target.unit].entry(target.entry).ok()?;
        (entry.tag() == constants::DW_TAG_subroutine_type).then_some(target)
    }

    /// Of a function's type, without the object that a method is of.
    fn parameters(&self, function: TypeId, depth: usize) -> String {
        let mut names = Vec::new();
        self.each_child(function.unit, function.entry, |child| match child.tag() {
            constants::DW_TAG_formal_parameter if child.attr_value(constants::DW_AT_artificial).is_none() => {
                let next = depth.saturating_sub(1);
                names.push(self.type_name(self.type_in(function.unit, child), next));
            }
            constants::DW_TAG_unspecified_parameters => names.push("...".into()),
            _ => {}
        });
        names.join(", ")
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
