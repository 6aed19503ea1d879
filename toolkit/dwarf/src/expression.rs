//! The place of a value by its DWARF expression, for the registers of a frame.

use crate::{Dwarf, Reader};
use gimli::{Expression, Operation, Unit};

/// The engine's values for a frame, as bits.
#[derive(Default)]
pub struct Registers {
    pub locals: Vec<u64>,
    pub globals: Vec<u64>,
    pub operands: Vec<u64>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    Memory(u32),
    /// At the address that a pointer in memory has, each offset added to the pointer behind the one before.
    Behind {
        address: u32,
        offsets: Vec<u32>,
    },
    Bytes(Vec<u8>),
    Gone,
}

/// A part of a value; a size of 0 is all of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub size: u32,
    pub place: Place,
}

#[derive(Clone, Copy)]
pub struct Frame<'a> {
    pub registers: &'a Registers,
    /// The base of the offsets of variables in a frame.
    pub base: Option<u64>,
}

/// Bytes of an address.
const POINTER: u8 = 4;
/// Pointers that are followed, one behind the other: more than compilers write.
const MOST_POINTERS: usize = 8;

/// None where the expression needs something that is not there: it would have to read memory, or jump.
pub fn evaluate(
    dwarf: &Dwarf,
    unit: &Unit<Reader>,
    expression: Expression<Reader>,
    frame: &Frame,
) -> Option<Vec<Piece>> {
    let mut stack = Vec::new();
    let mut pieces = Vec::new();
    let mut place = None;
    // Where a pointer was followed: its address, and what is added behind it.
    let mut behind: Option<(u32, Vec<u32>)> = None;
    let mut operations = expression.operations(unit.encoding());
    while let Some(operation) = operations.next().ok()? {
        match operation {
            Operation::Piece { size_in_bits, bit_offset: None } if size_in_bits % 8 == 0 => {
                let size = u32::try_from(size_in_bits / 8).ok()?;
                pieces.push(Piece { size, place: finish(&mut stack, place.take()).unwrap_or(Place::Gone) });
            }
            Operation::Deref { space: false, size, .. } if size == POINTER => match &mut behind {
                Some((_, offsets)) if offsets.len() < MOST_POINTERS => offsets.push(0),
                Some(_) => return None,
                None => behind = Some((stack.pop()? as u32, vec![0])),
            },
            Operation::PlusConstant { value } if behind.is_some() => {
                let last = behind.as_mut()?.1.last_mut()?;
                *last = last.wrapping_add(value as u32);
            }
            // Anything else would need what the memory has there.
            _ if behind.is_some() => return None,
            Operation::StackValue => place = Some(Place::Bytes(stack.pop()?.to_le_bytes().to_vec())),
            Operation::ImplicitValue { data } => place = Some(Place::Bytes(data.to_vec())),
            other => step(dwarf, unit, other, frame, &mut stack)?,
        }
    }
    if let Some((address, offsets)) = behind
        && pieces.is_empty()
    {
        return Some(vec![Piece { size: 0, place: Place::Behind { address, offsets } }]);
    }
    if pieces.is_empty() {
        pieces.push(Piece { size: 0, place: finish(&mut stack, place)? });
    }
    Some(pieces)
}

/// A result without `DW_OP_stack_value` is the address of the value.
fn finish(stack: &mut Vec<u64>, place: Option<Place>) -> Option<Place> {
    place.or_else(|| Some(Place::Memory(stack.pop()? as u32)))
}

fn step(
    dwarf: &Dwarf,
    unit: &Unit<Reader>,
    operation: Operation<Reader>,
    frame: &Frame,
    stack: &mut Vec<u64>,
) -> Option<()> {
    let Registers { locals, globals, operands } = frame.registers;
    let mut two = |act: fn(u64, u64) -> u64| {
        let (right, left) = (stack.pop()?, stack.pop()?);
        Some(act(left, right))
    };
    let value = match operation {
        Operation::WasmLocal { index } => *locals.get(index as usize)?,
        Operation::WasmGlobal { index } => *globals.get(index as usize)?,
        Operation::WasmStack { index } => *operands.get(index as usize)?,
        Operation::Address { address } => address,
        Operation::AddressIndex { index } | Operation::ConstantIndex { index } => {
            dwarf.address(unit, index).ok()?
        }
        Operation::UnsignedConstant { value } => value,
        Operation::SignedConstant { value } => value as u64,
        Operation::FrameOffset { offset } => frame.base?.wrapping_add_signed(offset),
        Operation::PlusConstant { value } => stack.pop()?.wrapping_add(value),
        Operation::Plus => two(u64::wrapping_add)?,
        Operation::Minus => two(u64::wrapping_sub)?,
        Operation::Mul => two(u64::wrapping_mul)?,
        Operation::And => two(|left, right| left & right)?,
        Operation::Or => two(|left, right| left | right)?,
        Operation::Xor => two(|left, right| left ^ right)?,
        Operation::Shl => two(|left, right| left.checked_shl(right as u32).unwrap_or(0))?,
        Operation::Shr => two(|left, right| left.checked_shr(right as u32).unwrap_or(0))?,
        Operation::Not => !stack.pop()?,
        Operation::Neg => stack.pop()?.wrapping_neg(),
        Operation::Nop => return Some(()),
        _ => return None,
    };
    stack.push(value);
    Some(())
}
