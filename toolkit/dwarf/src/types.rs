//! Types as data: their members and offsets.

use crate::Reader;
use crate::functions::own_name;
use crate::module::Module;
use crate::type_names::{is_named, qualifier};
use gimli::{AttributeValue, DebuggingInformationEntry, DwAt, UnitOffset, constants};

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TypeId {
    pub unit: usize,
    pub entry: UnitOffset,
    /// In C, an array of arrays is one entry with several dimensions: how many outer ones enclose this type.
    pub dimension: u8,
}

impl TypeId {
    pub fn new((unit, entry): (usize, UnitOffset)) -> TypeId {
        TypeId { unit, entry, dimension: 0 }
    }
}

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
    Array { element: Option<TypeId>, count: Count },
    Unknown,
}

/// The number of elements of an array.
#[derive(Clone, Default)]
pub struct Count {
    pub fixed: Option<u32>,
    /// The variable with the number, of an array of variable length.
    pub variable: Option<String>,
}

pub enum Base {
    Boolean,
    Signed,
    Unsigned,
    Float,
    Complex,
    /// A Unicode scalar value, or a code unit.
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
    /// Whether all members begin at offset 0.
    pub is_union: bool,
}

pub struct Member {
    pub name: String,
    pub type_id: Option<TypeId>,
    /// In bytes from the start of the structure.
    pub offset: u32,
    /// Of a bit field: its first bit, from the start of the structure, and how many.
    pub bits: Option<(u32, u32)>,
    /// Of a virtual base: how many bytes before the object's table its offset is.
    pub virtual_base: Option<u32>,
}

#[derive(Default)]
pub struct Variants {
    pub discriminant: Option<Member>,
    /// Each case: the value of the discriminant (absent for the case of all other values), and the member.
    pub cases: Vec<(Option<u64>, Member)>,
}

pub(crate) type Entry = DebuggingInformationEntry<Reader>;

/// The limit of type names nested in a type name.
pub(crate) const MOST_NESTED: usize = 12;

impl Module {
    /// The type without its names: the target of a `typedef`, and without `const`.
    pub fn type_of(&self, id: TypeId) -> Option<Type> {
        let name = self.type_name(Some(id), MOST_NESTED);
        let (id, entry) = self.plain(id)?;
        let unit = id.unit;
        let target_name = self.type_name(Some(id), MOST_NESTED);
        let size =
            number(&entry, constants::DW_AT_byte_size).filter(|_| id.dimension == 0).map(|size| size as u32);
        let element = || self.type_in(unit, &entry);
        let shape = match entry.tag() {
            // In C, `wchar_t` is another name for a number.
            constants::DW_TAG_base_type if name.ends_with("wchar_t") => Shape::Base(Base::Character),
            constants::DW_TAG_base_type => Shape::Base(base_of(&entry)),
            constants::DW_TAG_pointer_type if self.function_type(unit, &entry).is_some() => {
                Shape::Pointer(None)
            }
            constants::DW_TAG_ptr_to_member_type => Shape::Base(Base::Other),
            constants::DW_TAG_pointer_type
            | constants::DW_TAG_reference_type
            | constants::DW_TAG_rvalue_reference_type => Shape::Pointer(element()),
            constants::DW_TAG_structure_type
            | constants::DW_TAG_class_type
            | constants::DW_TAG_union_type => Shape::Structure(self.structure(unit, &entry)),
            constants::DW_TAG_enumeration_type => Shape::Enumeration(self.enumerators(unit, &entry)),
            constants::DW_TAG_array_type => self.array(id, &entry),
            _ => Shape::Unknown,
        };
        let size = match &shape {
            Shape::Pointer(_) => size.or(Some(u32::from(self.units[unit].encoding().address_size))),
            Shape::Array { element: Some(element), count: Count { fixed: Some(count), .. } } => {
                size.or_else(|| self.size_of(*element, MOST_NESTED)?.checked_mul(*count))
            }
            _ if entry.tag() == constants::DW_TAG_ptr_to_member_type => {
                Some(self.member_pointer_size(unit, &entry))
            }
            _ => size,
        };
        Some(Type { name, target_name, size, shape })
    }

    /// The type behind typedefs and qualifiers such as `const`.
    fn plain(&self, mut id: TypeId) -> Option<(TypeId, Entry)> {
        for _ in 0..MOST_NESTED {
            let entry = self.units[id.unit].entry(id.entry).ok()?;
            if !is_named(&entry) && qualifier(&entry).is_none() {
                return Some((id, entry));
            }
            id = self.type_in(id.unit, &entry)?;
        }
        None
    }

    fn size_of(&self, id: TypeId, depth: usize) -> Option<u32> {
        let depth = depth.checked_sub(1)?;
        let (id, entry) = self.plain(id)?;
        let own_size = number(&entry, constants::DW_AT_byte_size).filter(|_| id.dimension == 0);
        if let Some(size) = own_size {
            return Some(size as u32);
        }
        match entry.tag() {
            constants::DW_TAG_array_type => match self.array(id, &entry) {
                Shape::Array { element, count } => self.size_of(element?, depth)?.checked_mul(count.fixed?),
                _ => None,
            },
            constants::DW_TAG_pointer_type => Some(u32::from(self.units[id.unit].encoding().address_size)),
            constants::DW_TAG_ptr_to_member_type => Some(self.member_pointer_size(id.unit, &entry)),
            _ => None,
        }
    }

    pub(crate) fn type_in(&self, unit: usize, entry: &Entry) -> Option<TypeId> {
        self.referred(unit, &entry.attr_value(constants::DW_AT_type)?).map(TypeId::new)
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

    /// An array, whose elements are arrays if it has inner dimensions.
    fn array(&self, id: TypeId, entry: &Entry) -> Shape {
        let counts = self.dimensions(id, entry);
        let element = if counts.len() > 1 {
            id.dimension.checked_add(1).map(|dimension| TypeId { dimension, ..id })
        } else {
            self.type_in(id.unit, entry)
        };
        Shape::Array { element, count: counts.into_iter().next().unwrap_or_default() }
    }

    /// The number of elements of each dimension, the outermost first, from that of the type on.
    pub(crate) fn dimensions(&self, id: TypeId, entry: &Entry) -> Vec<Count> {
        let mut counts = Vec::new();
        self.each_child(id.unit, entry.offset(), |child| {
            if child.tag() == constants::DW_TAG_subrange_type {
                let own = number(child, constants::DW_AT_count)
                    .or_else(|| Some(number(child, constants::DW_AT_upper_bound)?.wrapping_add(1)));
                counts.push(Count {
                    fixed: own.and_then(|own| u32::try_from(own).ok()),
                    variable: self.counting_variable(id.unit, child),
                });
            }
        });
        counts.split_off(usize::from(id.dimension).min(counts.len()))
    }

    /// The variable with the length of an array of variable length in C.
    fn counting_variable(&self, unit: usize, dimension: &Entry) -> Option<String> {
        let (unit, entry) = self.referred(unit, &dimension.attr_value(constants::DW_AT_count)?)?;
        own_name(&self.dwarf, &self.units[unit], &self.units[unit].entry(entry).ok()?)
    }

    pub(crate) fn each_child(&self, unit: usize, offset: UnitOffset, mut visit: impl FnMut(&Entry)) {
        let Ok(mut tree) = self.units[unit].entries_tree(Some(offset)) else { return };
        let Ok(root) = tree.root() else { return };
        let mut children = root.children();
        while let Ok(Some(child)) = children.next() {
            visit(child.entry());
        }
    }
}

/// Signed values as their bits.
pub(crate) fn number(entry: &Entry, name: DwAt) -> Option<u64> {
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
        constants::DW_ATE_complex_float => Base::Complex,
        constants::DW_ATE_UTF => Base::Character,
        constants::DW_ATE_signed_char => Base::SignedCharacter,
        constants::DW_ATE_unsigned_char => Base::UnsignedCharacter,
        _ => Base::Other,
    }
}
