//! Adapters copy a list element by element. One of numbers, without gaps between them, is copied at once.

use wasmparser::{BlockType, MemArg, Operator};

/// The operators of a function of an adapter, with such loops replaced.
pub fn copied_at_once<'a>(operators: &[Operator<'a>]) -> Vec<Operator<'a>> {
    let mut all = Vec::with_capacity(operators.len());
    let mut rest = operators;
    while let Some((first, behind)) = rest.split_first() {
        match (Operator::Loop { blockty: BlockType::Empty } == *first).then(|| copy_loop(behind)).flatten() {
            Some((copy, length)) => {
                all.extend(copy);
                rest = &behind[length..];
            }
            None => {
                all.push(first.clone());
                rest = behind;
            }
        }
    }
    all
}

/// The replacement of a loop that copies a list, and the number of its operators, including its
/// end. Its variables are not read after it.
fn copy_loop<'a>(operators: &[Operator<'a>]) -> Option<(Vec<Operator<'a>>, usize)> {
    let (mut length, mut size, mut memories) = (0, 0, None);
    let (mut target, mut source) = (0, 0);
    while let [
        Operator::LocalGet { local_index: to },
        Operator::LocalGet { local_index: from },
        load,
        store,
        ..,
    ] = &operators[length..]
    {
        let Some((width, from_memory, to_memory)) = moved(load, store, size) else { break };
        let is_first = length == 0;
        if !is_first && ((*to, *from) != (target, source) || memories != Some((to_memory, from_memory))) {
            return None;
        }
        (target, source, memories) = (*to, *from, Some((to_memory, from_memory)));
        size += width;
        length += 4;
    }
    let (dst_mem, src_mem) = memories?;
    let step = i32::try_from(size).ok()?;
    let [
        Operator::LocalGet { local_index: from },
        Operator::I32Const { value: by },
        Operator::I32Add,
        Operator::LocalSet { local_index: from_again },
        Operator::LocalGet { local_index: to },
        Operator::I32Const { value: to_by },
        Operator::I32Add,
        Operator::LocalSet { local_index: to_again },
        Operator::LocalGet { local_index: remaining },
        Operator::I32Const { value: -1 },
        Operator::I32Add,
        Operator::LocalTee { local_index: remaining_again },
        Operator::BrIf { relative_depth: 0 },
        Operator::End,
        ..,
    ] = &operators[length..]
    else {
        return None;
    };
    let is_regular = [*from, *from_again, *to, *to_again] == [source, source, target, target]
        && (*by, *to_by, *remaining) == (step, step, *remaining_again);
    // That there are so many bytes on both sides was checked before the loop.
    is_regular.then(|| {
        let copy = vec![
            Operator::LocalGet { local_index: target },
            Operator::LocalGet { local_index: source },
            Operator::LocalGet { local_index: *remaining },
            Operator::I32Const { value: step },
            Operator::I32Mul,
            Operator::MemoryCopy { dst_mem, src_mem },
        ];
        (copy, length + 14)
    })
}

/// The number of bytes, source memory and destination memory of a plain move at that offset.
/// Padding between fields must not be visible to another component.
fn moved(load: &Operator<'_>, store: &Operator<'_>, offset: u64) -> Option<(u64, u32, u32)> {
    use Operator::*;
    let (width, from, to): (u64, &MemArg, &MemArg) = match (load, store) {
        (I32Load8U { memarg: from } | I32Load8S { memarg: from }, I32Store8 { memarg: to }) => (1, from, to),
        (I32Load16U { memarg: from } | I32Load16S { memarg: from }, I32Store16 { memarg: to }) => {
            (2, from, to)
        }
        (I32Load { memarg: from }, I32Store { memarg: to }) => (4, from, to),
        (F32Load { memarg: from }, F32Store { memarg: to }) => (4, from, to),
        (I64Load { memarg: from }, I64Store { memarg: to }) => (8, from, to),
        (F64Load { memarg: from }, F64Store { memarg: to }) => (8, from, to),
        _ => return None,
    };
    (from.offset == offset && to.offset == offset).then_some((width, from.memory, to.memory))
}
