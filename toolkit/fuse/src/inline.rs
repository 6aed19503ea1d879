//! Puts trivial functions into those that call them, for runtimes that do not: adapters, and what can neither trap
//! nor call, so that no frame that a trace would show is lost.

use crate::builder::Builder;
use crate::maps::Maps;
use std::collections::HashMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{BlockType, Encode, Function, Instruction, ValType};
use wasmparser::{BinaryReader, FunctionBody, Operator, OperatorsReader};

type Outcome<T> = Result<T, Error<Infallible>>;

/// Bytes of code of an adapter that is put into its callers, and of another function.
const MOST_OF_ADAPTER: usize = 200;
const MOST: usize = 40;

/// A function of the fused module, which also has other callers.
#[derive(Clone)]
pub struct Inlinable {
    /// Of its parameters, then of its locals.
    locals: Vec<ValType>,
    params: usize,
    block: BlockType,
    /// With its end.
    code: Vec<u8>,
}

/// A function as it is copied.
pub struct Copied {
    pub function: Function,
    /// How many bytes of it are before the first operator.
    pub head: usize,
    /// Where each operator begins behind the head.
    pub starts: Vec<usize>,
    pub inlinable: Option<Inlinable>,
}

/// `ty` is that of the function, in the fused module.
pub fn copied(
    builder: &Builder,
    maps: &mut Maps,
    ty: u32,
    body: &FunctionBody<'_>,
    operators: Vec<Operator<'_>>,
    adapts: bool,
) -> Outcome<Copied> {
    let mut locals = Vec::new();
    for local in body.get_locals_reader()? {
        let (count, ty) = local?;
        locals.push((count, maps.val_type(ty)?));
    }
    let params = builder.param_count(ty);
    let own = params + locals.iter().map(|(count, _)| count).sum::<u32>();
    let mut copy = Copy { builder, code: Vec::new(), added: Vec::new(), own, places: HashMap::new() };
    let is_simple = if adapts { operators.iter().all(may_adapt) } else { operators.iter().all(is_trivial) };
    let mut starts = Vec::with_capacity(operators.len());
    for operator in operators {
        starts.push(copy.code.len());
        copy.operator(maps, operator)?;
    }
    let Copy { code, added, .. } = copy;
    locals.extend(added.iter().map(|ty| (1, *ty)));
    let is_short = code.len() <= if adapts { MOST_OF_ADAPTER } else { MOST };
    let inlinable = match builder.signatures.get(&ty) {
        Some((types, block)) if builder.inlines && is_simple && is_short => {
            let all = locals.iter().flat_map(|(count, ty)| (0..*count).map(|_| *ty));
            let locals = types.iter().copied().chain(all).collect();
            Some(Inlinable { locals, params: types.len(), block: *block, code: code.clone() })
        }
        _ => None,
    };
    let mut function = Function::new(locals);
    let head = function.byte_len();
    function.raw(code);
    Ok(Copied { function, head, starts, inlinable })
}

/// The code of one function.
struct Copy<'a> {
    builder: &'a Builder,
    code: Vec<u8>,
    /// Locals that inlined functions have, behind its own.
    added: Vec<ValType>,
    own: u32,
    /// Where the locals of an inlined function are, which each place that calls it uses.
    places: HashMap<u32, u32>,
}

impl Copy<'_> {
    fn operator(&mut self, maps: &mut Maps, operator: Operator<'_>) -> Outcome<()> {
        if let Operator::Call { function_index } = operator {
            let function = maps.functions[function_index as usize];
            if let Some(callee) = self.builder.inlinable.get(&function) {
                return self.inline(function, callee);
            }
        }
        maps.instruction(operator)?.encode(&mut self.code);
        Ok(())
    }

    fn inline(&mut self, function: u32, callee: &Inlinable) -> Outcome<()> {
        let next = self.own + self.added.len() as u32;
        let first = *self.places.entry(function).or_insert(next);
        if first == next {
            self.added.extend(&callee.locals);
        }
        for param in (0..callee.params as u32).rev() {
            Instruction::LocalSet(first + param).encode(&mut self.code);
        }
        for (place, ty) in callee.locals.iter().enumerate().skip(callee.params) {
            zero(*ty).encode(&mut self.code);
            Instruction::LocalSet(first + place as u32).encode(&mut self.code);
        }
        Instruction::Block(callee.block).encode(&mut self.code);
        let mut depth = 0;
        for operator in OperatorsReader::new(BinaryReader::new(&callee.code, 0)) {
            let operator = operator?;
            match operator {
                Operator::Block { .. } | Operator::If { .. } => depth += 1,
                Operator::End => depth -= 1,
                _ => {}
            }
            let instruction = match operator {
                Operator::LocalGet { local_index } => Instruction::LocalGet(first + local_index),
                Operator::LocalSet { local_index } => Instruction::LocalSet(first + local_index),
                Operator::LocalTee { local_index } => Instruction::LocalTee(first + local_index),
                Operator::Return => Instruction::Br(depth as u32),
                other => Same.instruction(other)?,
            };
            instruction.encode(&mut self.code);
        }
        Ok(())
    }
}

/// The indices are those of the fused module already.
struct Same;

impl Reencode for Same {
    type Error = Infallible;
}

fn zero(ty: ValType) -> Instruction<'static> {
    match ty {
        ValType::I64 => Instruction::I64Const(0),
        ValType::F32 => Instruction::F32Const(0.0.into()),
        ValType::F64 => Instruction::F64Const(0.0.into()),
        _ => Instruction::I32Const(0),
    }
}

/// Adapters are straight, but where they copy a list or pass an exception on.
fn may_adapt(operator: &Operator<'_>) -> bool {
    use Operator::*;
    !matches!(operator, Loop { .. } | BrTable { .. } | TryTable { .. } | Try { .. } | ReturnCall { .. })
}

/// It can neither trap nor call.
fn is_trivial(operator: &Operator<'_>) -> bool {
    use Operator::*;
    matches!(
        operator,
        LocalGet { .. }
            | LocalSet { .. }
            | LocalTee { .. }
            | GlobalGet { .. }
            | GlobalSet { .. }
            | I32Const { .. }
            | I64Const { .. }
            | F32Const { .. }
            | F64Const { .. }
            | I32Add
            | I32Sub
            | I32Mul
            | I32And
            | I32Or
            | I32Xor
            | I32Shl
            | I32ShrS
            | I32ShrU
            | I32Eqz
            | I32Eq
            | I32Ne
            | I32LtS
            | I32LtU
            | I32GtS
            | I32GtU
            | I32LeS
            | I32LeU
            | I32GeS
            | I32GeU
            | I64Add
            | I64Sub
            | I64Mul
            | I64And
            | I64Or
            | I64Xor
            | I64Shl
            | I64ShrS
            | I64ShrU
            | I64Eqz
            | I64Eq
            | I64Ne
            | I64LtS
            | I64LtU
            | I64GtS
            | I64GtU
            | I64LeS
            | I64LeU
            | I64GeS
            | I64GeU
            | I32WrapI64
            | I64ExtendI32S
            | I64ExtendI32U
            | F32Add
            | F32Sub
            | F32Mul
            | F64Add
            | F64Sub
            | F64Mul
            | Select
            | Drop
            | Block { .. }
            | If { .. }
            | Else
            | End
            | Br { .. }
            | BrIf { .. }
            | Return
    )
}
