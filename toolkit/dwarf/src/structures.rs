//! Structures, unions and classes, the variants of enums of Rust, and pointers to members of C++.

use crate::functions::own_name;
use crate::module::Module;
use crate::types::{Entry, MOST_NESTED, Member, Structure, Variants, number};
use gimli::{AttributeValue, Operation, constants};

/// Bytes of a pointer to a member: of a function it has what is added to the object, too.
const MEMBER_POINTER: u32 = 4;

impl Module {
    pub(crate) fn structure(&self, unit: usize, entry: &Entry) -> Structure {
        let is_union = entry.tag() == constants::DW_TAG_union_type;
        let mut structure = Structure { is_union, ..Structure::default() };
        self.each_child(unit, entry.offset(), |child| match child.tag() {
            constants::DW_TAG_member if !is_static(child) => {
                structure.members.push(self.member(unit, child));
            }
            constants::DW_TAG_inheritance => {
                let base = self.member(unit, child);
                let name = self.type_name(base.type_id, MOST_NESTED);
                structure.members.push(Member { name, ..base });
            }
            constants::DW_TAG_template_type_parameter => structure.parameters.push(self.member(unit, child)),
            constants::DW_TAG_variant_part => structure.variants = Some(self.variants(unit, child)),
            _ => {}
        });
        structure
    }

    fn variants(&self, unit: usize, part: &Entry) -> Variants {
        let mut variants = Variants::default();
        if let Some(AttributeValue::UnitRef(discriminant)) = part.attr_value(constants::DW_AT_discr)
            && let Ok(entry) = self.units[unit].entry(discriminant)
        {
            variants.discriminant = Some(self.member(unit, &entry));
        }
        self.each_child(unit, part.offset(), |child| {
            if child.tag() != constants::DW_TAG_variant {
                return;
            }
            let value = number(child, constants::DW_AT_discr_value);
            self.each_child(unit, child.offset(), |member| {
                if member.tag() == constants::DW_TAG_member {
                    variants.cases.push((value, self.member(unit, member)));
                }
            });
        });
        variants
    }

    fn member(&self, unit: usize, entry: &Entry) -> Member {
        let offset = number(entry, constants::DW_AT_data_member_location).unwrap_or(0) as u32;
        let bits = number(entry, constants::DW_AT_bit_size).and_then(|size| {
            let first = number(entry, constants::DW_AT_data_bit_offset)?;
            Some((first as u32, size as u32))
        });
        Member {
            name: own_name(&self.dwarf, &self.units[unit], entry).unwrap_or_default(),
            type_id: self.type_in(unit, entry),
            virtual_base: self.virtual_base(unit, entry),
            offset: bits.map_or(offset, |(first, _)| first / 8),
            bits,
        }
    }

    /// Compilers write the place of a virtual base as: take the table of the object, subtract, and add the number there.
    fn virtual_base(&self, unit: usize, entry: &Entry) -> Option<u32> {
        let AttributeValue::Exprloc(expression) = entry.attr_value(constants::DW_AT_data_member_location)?
        else {
            return None;
        };
        let mut operations = expression.operations(self.units[unit].encoding());
        let mut before = None;
        while let Some(operation) = operations.next().ok()? {
            match operation {
                Operation::UnsignedConstant { value } if before.is_none() => {
                    before = u32::try_from(value).ok()
                }
                Operation::Pick { index: 0 }
                | Operation::Deref { .. }
                | Operation::Minus
                | Operation::Plus => {}
                _ => return None,
            }
        }
        before
    }

    pub(crate) fn member_pointer_size(&self, unit: usize, entry: &Entry) -> u32 {
        if self.function_type(unit, entry).is_some() { 2 * MEMBER_POINTER } else { MEMBER_POINTER }
    }
}

fn is_static(entry: &Entry) -> bool {
    entry.attr_value(constants::DW_AT_external).is_some()
        || entry.attr_value(constants::DW_AT_declaration).is_some()
}
