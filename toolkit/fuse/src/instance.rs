//! Copies one instance of a core module into the fused module.

use crate::builder::{Builder, instructions};
use crate::inline;
use crate::lists;
use crate::maps::Maps;
use crate::origins::{Point, encoded_length, needed};
use crate::parsed::Parsed;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ElementMode, ElementSegment, Encode, Instruction, TableType};
use wasmparser::{CompositeInnerType, DataKind, ElementKind, Operator, TableInit};

type Outcome<T> = Result<T, Error<Infallible>>;

/// The types of a module, once for all its instances. Gives the index of the first.
pub fn types(builder: &mut Builder, parsed: &Parsed<'_>) -> Outcome<u32> {
    let mut maps = Maps { first_type: builder.type_count, ..Maps::default() };
    let first = builder.type_count;
    for group in parsed.types.iter().flat_map(|section| section.clone()) {
        let group = group?;
        for ty in group.types() {
            if let CompositeInnerType::Func(function) = &ty.composite_type.inner {
                builder.note_function_type(builder.type_count, function);
            }
            builder.type_count += 1;
        }
        maps.parse_recursive_type_group(builder.types.ty(), group)?;
    }
    Ok(first)
}

/// How an instance is copied.
#[derive(Clone, Copy)]
pub struct Manner {
    /// Code of an instance ran before, so that its segments are copied where it was instantiated and not at once.
    pub staged: bool,
    /// It is of adapters.
    pub adapts: bool,
    /// Its module among those that have lines.
    pub origin: Option<u32>,
}

/// `maps` contains the bindings of its imports, and gets its definitions; `trim` removes operators
/// of adapters.
pub fn copy<'a>(
    builder: &mut Builder,
    parsed: &Parsed<'a>,
    maps: &mut Maps,
    manner: Manner,
    trim: impl Fn(Vec<Operator<'a>>) -> Vec<Operator<'a>>,
) -> Outcome<()> {
    let staged = manner.staged;
    let first_function = builder.next_function();
    let imported = maps.functions.len();
    maps.functions.extend((0..parsed.function_types.len() as u32).map(|index| first_function + index));
    definitions(builder, parsed, maps)?;
    let mut copied_segments = elements(builder, parsed, maps, staged)?;
    copied_segments.extend(data(builder, parsed, maps, staged)?);
    let mut names_segments = false;
    for (index, body) in parsed.bodies.iter().enumerate() {
        let reader = body.get_operators_reader()?.into_iter_with_offsets();
        let (mut operators, offsets): (Vec<_>, Vec<_>) =
            reader.collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        names_segments |= operators.iter().any(names_segment);
        if manner.adapts {
            operators = lists::copied_at_once(&trim(operators));
        }
        let own = (imported + index) as u32;
        let ty = maps.first_type + parsed.function_types[index];
        let copied = inline::copied(builder, maps, ty, body, operators, manner.adapts)?;
        if let Some(module) = manner.origin {
            let length = encoded_length(copied.function.byte_len()) + copied.function.byte_len();
            let head = length - copied.function.byte_len() + copied.head;
            let places = copied.starts.iter().zip(&offsets);
            let points = places.map(|(start, offset)| Point {
                at: head + start,
                from: *offset as usize - parsed.code.start,
            });
            let start = builder.code_length();
            builder.origins.function(start, length, module, needed(points));
        }
        let index = builder.function(ty, &copied.function, &parsed.full_name(own));
        builder.inlinable.extend(copied.inlinable.map(|inlinable| (index, inlinable)));
    }
    builder.referred.extend(maps.referred.drain(..));
    // An active segment is dropped after copying. If no code can observe that, it stays, so that a
    // host which restores the state of an instance sees that its segments never change.
    for drop in copied_segments.iter().filter(|_| names_segments) {
        drop.encode(&mut builder.start);
    }
    if let Some(start) = parsed.start {
        Instruction::Call(maps.functions[start as usize]).encode(&mut builder.start);
    }
    Ok(())
}

fn definitions(builder: &mut Builder, parsed: &Parsed<'_>, maps: &mut Maps) -> Outcome<()> {
    for memory in parsed.memories.iter().flat_map(|section| section.clone()) {
        let ty = maps.memory_type(memory?)?;
        maps.memories.push(builder.memory(ty));
    }
    for tag in parsed.tags.iter().flat_map(|section| section.clone()) {
        builder.tags.push(maps.tag_type(tag?)?);
        maps.tags.push(builder.tags.len() as u32 - 1);
    }
    for global in parsed.globals.iter().flat_map(|section| section.clone()) {
        let global = global?;
        maps.constants.clone_from(&builder.constants);
        let (ty, value) = (maps.global_type(global.ty)?, maps.const_expr(global.init_expr)?);
        maps.globals.push(builder.global(ty, &value));
    }
    maps.constants.clone_from(&builder.constants);
    for table in parsed.tables.iter().flat_map(|section| section.clone()) {
        let table = table?;
        let filling = match table.init {
            TableInit::RefNull => None,
            TableInit::Expr(value) => Some(maps.const_expr(value)?),
        };
        let ty: TableType = maps.table_type(table.ty)?;
        maps.tables.push(builder.table(ty, filling));
    }
    Ok(())
}

/// Whether what an operator does depends on a segment.
fn names_segment(operator: &Operator<'_>) -> bool {
    matches!(
        operator,
        Operator::MemoryInit { .. }
            | Operator::DataDrop { .. }
            | Operator::TableInit { .. }
            | Operator::ElemDrop { .. }
            | Operator::ArrayNewData { .. }
            | Operator::ArrayNewElem { .. }
            | Operator::ArrayInitData { .. }
            | Operator::ArrayInitElem { .. }
    )
}

/// Gives the instructions that drop the segments which are copied where the instance starts.
fn elements(
    builder: &mut Builder,
    parsed: &Parsed<'_>,
    maps: &mut Maps,
    staged: bool,
) -> Outcome<Vec<Instruction<'static>>> {
    let mut drops = Vec::new();
    maps.first_element = builder.elements.len();
    for element in &parsed.elements {
        let items = maps.element_items(element.items.clone())?;
        let index = builder.elements.len();
        let ElementKind::Active { table_index, offset_expr } = element.kind.clone() else {
            let declared = matches!(element.kind, ElementKind::Declared);
            let mode = if declared { ElementMode::Declared } else { ElementMode::Passive };
            builder.elements.segment(ElementSegment { mode, elements: items });
            continue;
        };
        let (table, offset) = (maps.table_index(table_index.unwrap_or(0))?, maps.const_expr(offset_expr)?);
        if !staged {
            builder.elements.active(Some(table), &offset, items);
            continue;
        }
        builder.elements.passive(items);
        let count = match &element.items {
            wasmparser::ElementItems::Functions(functions) => functions.count(),
            wasmparser::ElementItems::Expressions(_, expressions) => expressions.count(),
        };
        let code = &mut builder.start;
        code.extend(instructions(&offset));
        Instruction::I32Const(0).encode(code);
        Instruction::I32Const(count as i32).encode(code);
        Instruction::TableInit { elem_index: index, table }.encode(code);
        drops.push(Instruction::ElemDrop(index));
    }
    Ok(drops)
}

/// Gives the instructions that drop the segments which are copied where the instance starts.
fn data(
    builder: &mut Builder,
    parsed: &Parsed<'_>,
    maps: &mut Maps,
    staged: bool,
) -> Outcome<Vec<Instruction<'static>>> {
    let mut drops = Vec::new();
    maps.first_data = builder.data.len();
    for segment in &parsed.data {
        let index = builder.data.len();
        let bytes = segment.data.iter().copied();
        let DataKind::Active { memory_index, offset_expr } = segment.kind.clone() else {
            builder.data.passive(bytes);
            continue;
        };
        let (mem, offset) = (maps.memory_index(memory_index)?, maps.const_expr(offset_expr)?);
        if !staged {
            builder.data.active(mem, &offset, bytes);
            continue;
        }
        builder.data.passive(bytes);
        let code = &mut builder.start;
        code.extend(instructions(&offset));
        Instruction::I32Const(0).encode(code);
        Instruction::I32Const(segment.data.len() as i32).encode(code);
        Instruction::MemoryInit { mem, data_index: index }.encode(code);
        drops.push(Instruction::DataDrop(index));
    }
    Ok(drops)
}
