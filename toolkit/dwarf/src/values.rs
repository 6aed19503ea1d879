//! Variables and types in the words of the world.

use crate::exports::wit_studio::dwarf::reading;
use crate::expression::{Piece, Place, Registers};
use crate::types::{Base, Member, Shape, Structure, Type, TypeId};
use crate::variables::Variable;
use gimli::UnitOffset;

/// Dimension, unit and entry, in 8, 24 and 32 bits.
pub fn written_id(TypeId { unit, entry, dimension }: TypeId) -> u64 {
    u64::from(dimension) << 56 | (unit as u64) << 32 | entry.0 as u64
}

/// The number is not validated: its target has to be looked up.
pub fn read_id(id: u64) -> Option<TypeId> {
    let entry = UnitOffset(usize::try_from(id & 0xffff_ffff).ok()?);
    Some(TypeId { unit: (id >> 32 & 0xff_ffff) as usize, entry, dimension: (id >> 56) as u8 })
}

impl From<reading::Registers> for Registers {
    fn from(given: reading::Registers) -> Registers {
        Registers { locals: given.locals, globals: given.globals, operands: given.operands }
    }
}

impl From<Variable> for reading::Variable {
    fn from(variable: Variable) -> Self {
        reading::Variable {
            name: variable.name,
            type_: variable.type_id.map(written_id),
            parameter: variable.is_parameter,
            artificial: variable.is_artificial,
            pieces: variable.pieces.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Piece> for reading::Piece {
    fn from(piece: Piece) -> Self {
        let where_ = match piece.place {
            Place::Memory(address) => reading::Where::Memory(address),
            Place::Behind { address, offsets } => {
                reading::Where::Behind(reading::Pointer { address, offsets })
            }
            Place::Bytes(bytes) => reading::Where::Bytes(bytes),
            Place::Gone => reading::Where::Gone,
        };
        reading::Piece { size: piece.size, where_ }
    }
}

impl From<Type> for reading::TypeInfo {
    fn from(given: Type) -> Self {
        reading::TypeInfo {
            name: given.name,
            target_name: given.target_name,
            size: given.size,
            shape: given.shape.into(),
        }
    }
}

impl From<Shape> for reading::Shape {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Base(base) => reading::Shape::Base(base.into()),
            Shape::Pointer(to) => reading::Shape::Pointer(to.map(written_id)),
            Shape::Structure(structure) => reading::Shape::Structure(structure.into()),
            Shape::Enumeration(all) => reading::Shape::Enumeration(
                all.into_iter().map(|(name, value)| reading::Enumerator { name, value }).collect(),
            ),
            Shape::Array { element, count } => reading::Shape::Array(reading::Sequence {
                element: element.map(written_id),
                count: count.fixed,
                counted_by: count.variable,
            }),
            Shape::Unknown => reading::Shape::Unknown,
        }
    }
}

impl From<Base> for reading::Base {
    fn from(base: Base) -> Self {
        match base {
            Base::Boolean => reading::Base::Boolean,
            Base::Signed => reading::Base::Signed,
            Base::Unsigned => reading::Base::Unsigned,
            Base::Float => reading::Base::Float,
            Base::Complex => reading::Base::Complex,
            Base::Character => reading::Base::Character,
            Base::SignedCharacter => reading::Base::SignedCharacter,
            Base::UnsignedCharacter => reading::Base::UnsignedCharacter,
            Base::Other => reading::Base::Other,
        }
    }
}

impl From<Structure> for reading::Structure {
    fn from(given: Structure) -> Self {
        let Structure { members, parameters, variants, is_union } = given;
        let variants = variants.unwrap_or_default();
        let cases = variants.cases.into_iter();
        reading::Structure {
            members: members.into_iter().map(Into::into).collect(),
            parameters: parameters.into_iter().map(Into::into).collect(),
            discriminant: variants.discriminant.map(Into::into),
            cases: cases
                .map(|(discriminant, member)| reading::VariantCase { discriminant, member: member.into() })
                .collect(),
            is_union,
        }
    }
}

impl From<Member> for reading::Member {
    fn from(member: Member) -> Self {
        reading::Member {
            name: member.name,
            type_: member.type_id.map(written_id),
            offset: member.offset,
            virtual_base: member.virtual_base,
            bits: member.bits.map(|(first, count)| reading::Bits { first, count }),
        }
    }
}
