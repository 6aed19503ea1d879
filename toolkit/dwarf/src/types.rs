//! Types as data: their members and offsets.

use crate::Reader;
use crate::functions::own_name;
use crate::module::Module;
use gimli::{AttributeValue, DebuggingInformationEntry, DwAt, UnitOffset, constants};

/// The entry of a type, and its unit.
pub type TypeId = (usize, UnitOffset);

pub struct Type {
    pub name: String,
    pub target_name: String,
    /// In bytes.
    pub size: Option<u32>,
    pub shape: Shape,
}

pub enum Shape {
    Base(Base),
    Pointer(Option<TypeId>),
    Structure(Structure),
    Enumeration(Vec<(String, u64)>),
    Array { element: Option<TypeId>, count: Option<u32> },
    Unknown,
}

pub enum Base {
    Boolean,
    Signed,
    Unsigned,
    Float,
    /// A scalar value of Unicode, or a code unit.
    Character,
    /// `char` of C and C++.
    SignedCharacter,
    UnsignedCharacter,
    Other,
}

#[derive(Default)]
pub struct Structure {
    pub members: Vec<Member>,
    /// Generic parameters that are types.
    pub parameters: Vec<Member>,
    pub variants: Option<Variants>,
    /// All members begin at the same place: a union.
    pub is_union: bool,
}

pub struct Member {
    pub name: String,
    pub type_id: Option<TypeId>,
    /// In bytes from the start of the structure.
    pub offset: u32,
    /// Of a bit field: its first bit, from the start of the structure, and how many.
    pub bits: Option<(u32, u32)>,
}

#[derive(Default)]
pub struct Variants {
    pub discriminant: Option<Member>,
    /// Of each case, the value of the discriminant (absent in the case that all other values mean), and its member.
    pub cases: Vec<(Option<u64>, Member)>,
}

type Entry = DebuggingInformationEntry<Reader>;

/// Names of types are made of names of types.
const MOST_NESTED: usize = 12;

impl Module {
    /// The type without its names: the target of a `typedef`, and without `const`.
    pub fn type_of(&self, id: TypeId) -> Option<Type> {
        let name = self.type_name(Some(id), MOST_NESTED);
        let (unit, entry) = self.plain(id)?;
        let target_name = self.type_name(Some((unit, entry.offset())), MOST_NESTED);
        let size = number(&entry, constants::DW_AT_byte_size).map(|size| size as u32);
        let element = || self.type_in(unit, &entry);
        let shape = match entry.tag() {
            constants::DW_TAG_base_type => Shape::Base(base_of(&entry)),
            constants::DW_TAG_pointer_type
            | constants::DW_TAG_reference_type
            | constants::DW_TAG_rvalue_reference_type => Shape::Pointer(element()),
            constants::DW_TAG_structure_type
            | constants::DW_TAG_class_type
            | constants::DW_TAG_union_type => Shape::Structure(self.structure(unit, &entry)),
            constants::DW_TAG_enumeration_type => Shape::Enumeration(self.enumerators(unit, &entry)),
            constants::DW_TAG_array_type => self.array(unit, &entry),
            _ => Shape::Unknown,
        };
        let size = match &shape {
            Shape::Pointer(_) => size.or(Some(u32::from(self.units[unit].encoding().address_size))),
            Shape::Array { element: Some(element), count: Some(count) } => {
                size.or_else(|| self.size_of(*element, MOST_NESTED)?.checked_mul(*count))
            }
            _ => size,
        };
        Some(Type { name, target_name, size, shape })
    }

    /// Without a name for it, and not `const`.
    fn plain(&self, id: TypeId) -> Option<(usize, Entry)> {
        let (mut unit, mut offset) = id;
        for _ in 0..MOST_NESTED {
            let entry = self.units[unit].entry(offset).ok()?;
            if !is_named(&entry) && qualifier(&entry).is_none() {
                return Some((unit, entry));
            }
            (unit, offset) = self.type_in(unit, &entry)?;
        }
        None
    }

    fn size_of(&self, id: TypeId, depth: usize) -> Option<u32> {
        let depth = depth.checked_sub(1)?;
        let (unit, entry) = self.plain(id)?;
        if let Some(size) = number(&entry, constants::DW_AT_byte_size) {
            return Some(size as u32);
        }
        match entry.tag() {
            constants::DW_TAG_array_type => match self.array(unit, &entry) {
                Shape::Array { element, count } => self.size_of(element?, depth)?.checked_mul(count?),
                _ => None,
            },
            constants::DW_TAG_pointer_type => Some(u32::from(self.units[unit].encoding().address_size)),
            _ => None,
        }
    }

    fn type_in(&self, unit: usize, entry: &Entry) -> Option<TypeId> {
        self.referred(unit, &entry.attr_value(constants::DW_AT_type)?)
    }

    fn type_name(&self, id: Option<TypeId>, depth: usize) -> String {
        let Some((unit, offset)) = id else { return "void".into() };
        if let Some(name) = self.functions(unit).name(offset) {
            return name.to_owned();
        }
        let Ok(entry) = self.units[unit].entry(offset) else { return String::new() };
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
            constants::DW_TAG_array_type => match self.array(unit, &entry) {
                Shape::Array { count: Some(count), .. } => format!("{}[{count}]", inner()),
                _ => format!("{}[]", inner()),
            },
            constants::DW_TAG_subroutine_type => format!("{}()", inner()),
            constants::DW_TAG_union_type => "union {…}".into(),
            constants::DW_TAG_enumeration_type => "enum {…}".into(),
            _ => "struct {…}".into(),
        }
    }

    fn structure(&self, unit: usize, entry: &Entry) -> Structure {
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
            offset: bits.map_or(offset, |(first, _)| first / 8),
            bits,
        }
    }

    fn enumerators(&self, unit: usize, entry: &Entry) -> Vec<(String, u64)> {
        let mut found = Vec::new();
        self.each_child(unit, entry.offset(), |child| {
            if child.tag() == constants::DW_TAG_enumerator
                && let Some(value) = number(child, constants::DW_AT_const_value)
            {
                found.push((own_name(&self.dwarf, &self.units[unit], child).unwrap_or_default(), value));
            }
        });
        found
    }

    /// An array of arrays in C is one entry with several dimensions: the innermost elements are counted.
    fn array(&self, unit: usize, entry: &Entry) -> Shape {
        let mut count = Some(1u32);
        self.each_child(unit, entry.offset(), |child| {
            if child.tag() == constants::DW_TAG_subrange_type {
                let own = number(child, constants::DW_AT_count)
                    .or_else(|| Some(number(child, constants::DW_AT_upper_bound)?.wrapping_add(1)));
                count = count.zip(own).and_then(|(all, own)| all.checked_mul(u32::try_from(own).ok()?));
            }
        });
        Shape::Array { element: self.type_in(unit, entry), count }
    }

    fn each_child(&self, unit: usize, offset: UnitOffset, mut visit: impl FnMut(&Entry)) {
        let Ok(mut tree) = self.units[unit].entries_tree(Some(offset)) else { return };
        let Ok(root) = tree.root() else { return };
        let mut children = root.children();
        while let Ok(Some(child)) = children.next() {
            visit(child.entry());
        }
    }
}

fn is_named(entry: &Entry) -> bool {
    entry.tag() == constants::DW_TAG_typedef
}

fn qualifier(entry: &Entry) -> Option<&'static str> {
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

fn is_static(entry: &Entry) -> bool {
    entry.attr_value(constants::DW_AT_external).is_some()
        || entry.attr_value(constants::DW_AT_declaration).is_some()
}

/// Signed values as their bits.
fn number(entry: &Entry, name: DwAt) -> Option<u64> {
    let value = entry.attr_value(name)?;
    value.udata_value().or_else(|| value.sdata_value().map(|value| value as u64))
}

fn base_of(entry: &Entry) -> Base {
    let Some(AttributeValue::Encoding(encoding)) = entry.attr_value(constants::DW_AT_encoding) else {
        return Base::Other;
    };
    match encoding {
        constants::DW_ATE_boolean => Base::Boolean,
        constants::DW_ATE_signed => Base::Signed,
        constants::DW_ATE_unsigned | constants::DW_ATE_address => Base::Unsigned,
        constants::DW_ATE_float => Base::Float,
        constants::DW_ATE_UTF => Base::Character,
        constants::DW_ATE_signed_char => Base::SignedCharacter,
        constants::DW_ATE_unsigned_char => Base::UnsignedCharacter,
        _ => Base::Other,
    }
}
