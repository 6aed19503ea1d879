//! Names the field of a record that has a wrong value. The bindings take the fields of a record from
//! the engine one after the other, each by a call of a `wit_dylib_pop_*`, in which the engine panics
//! without saying where. Each of these calls is made through a function here, which has the name of
//! the field: it is in the stack of the trap, wherever the component runs.

use std::collections::{BTreeMap, HashMap, VecDeque};

use anyhow::Result;
use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{CodeSection, Function, FunctionSection, Instruction, Module, NameSection};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Operator, Parser, Payload, TypeRef,
};
use wit_dylib::Metadata;
use wit_dylib::metadata::Type;

type Outcome<T = ()> = Result<T, reencode::Error<std::convert::Infallible>>;

/// The bindings with their calls for fields of records made through functions of these fields.
pub fn name(bindings: &[u8], metadata: &Metadata) -> Result<Vec<u8>> {
    let mut namer = Namer::of(bindings, metadata)?;
    // The calls are known at the end of the module, and the functions are declared at its start.
    namer.parse_core_module(&mut Module::new(), Parser::new(0), bindings)?;
    let mut module = Module::new();
    namer.parse_core_module(&mut module, Parser::new(0), bindings)?;
    Ok(module.finish())
}

/// Its record and its number within that.
type Field = (usize, usize);

/// An imported function that takes a value from the engine.
struct Pop {
    symbol: String,
    ty: u32,
    params: u32,
}

/// The functions of the fields, each of a field and a `Pop`, by their order of creation.
#[derive(Default)]
struct Created {
    order: Vec<(Field, u32)>,
    numbers: BTreeMap<(Field, u32), u32>,
}

struct Namer<'a> {
    metadata: &'a Metadata,
    /// By the number of the function.
    pops: HashMap<u32, Pop>,
    /// The number of the first function that is added.
    first: u32,
    created: Created,
    /// The calls that follow for the record that is taken at present.
    due: VecDeque<(&'static str, Field)>,
    /// The operand of the last `i32.const`.
    constant: i32,
}

impl<'a> Namer<'a> {
    fn of(bindings: &[u8], metadata: &'a Metadata) -> Result<Self> {
        let (mut types, mut pops, mut first) = (Vec::new(), HashMap::new(), 0);
        for payload in Parser::new(0).parse_all(bindings) {
            match payload? {
                Payload::TypeSection(section) => {
                    types = section.into_iter_err_on_gc_types().collect::<Result<Vec<_>, _>>()?;
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        let TypeRef::Func(ty) = import.ty else { continue };
                        if let Some(symbol) = import.name.strip_prefix("wit_dylib_pop_") {
                            let params = u32::try_from(types[ty as usize].params().len())?;
                            pops.insert(first, Pop { symbol: symbol.into(), ty, params });
                        }
                        first += 1;
                    }
                }
                Payload::FunctionSection(section) => first += section.count(),
                _ => {}
            }
        }
        let (created, due) = (Created::default(), VecDeque::new());
        Ok(Self { metadata, pops, first, created, due, constant: 0 })
    }

    /// @returns the function to be called in place of a `Pop`
    fn through(&mut self, function: u32) -> u32 {
        let symbol = &self.pops[&function].symbol;
        match self.due.pop_front() {
            Some((expected, field)) if expected == symbol => self.created.number(self.first, field, function),
            _ => {
                self.due.clear();
                if symbol == "record"
                    && let Ok(record) = usize::try_from(self.constant)
                {
                    self.expect_fields(record);
                }
                function
            }
        }
    }

    fn expect_fields(&mut self, record: usize) {
        let metadata = self.metadata;
        for (number, (_, ty)) in metadata.records[record].fields.iter().enumerate() {
            self.expect(*ty, (record, number));
        }
    }

    /// What wit-dylib writes for a value of the type, in the order of the code.
    fn expect(&mut self, ty: Type, field: Field) {
        let metadata = self.metadata;
        match ty {
            Type::Alias(index) => self.expect(metadata.aliases[index].ty, field),
            Type::Record(index) => {
                self.one("record", field);
                self.expect_fields(index);
            }
            Type::Tuple(index) => self.several("tuple", &metadata.tuples[index].types, field),
            Type::List(index) => {
                self.loop_over(["list", "list_iter_next", "list_iter"], &[metadata.lists[index].ty], field)
            }
            Type::Map(index) => {
                let map = &metadata.maps[index];
                let steps = ["map", "map_iter_next", "map_iter"];
                self.loop_over(steps, &[map.key_type, map.value_type], field);
            }
            Type::Option(index) => self.several("option", &[metadata.options[index].ty], field),
            Type::Result(index) => {
                let result = &metadata.results[index];
                let payloads: Vec<Type> = [result.err, result.ok].into_iter().flatten().collect();
                self.several("result", &payloads, field);
            }
            Type::Variant(index) => {
                let cases = &metadata.variants[index].cases;
                let mut payloads: Vec<Option<Type>> = cases.iter().map(|(_, payload)| *payload).collect();
                // Two are an `if`, whose first branch is the second case.
                if payloads.len() == 2 {
                    payloads.reverse();
                }
                let payloads: Vec<Type> = payloads.into_iter().flatten().collect();
                self.several("variant", &payloads, field);
            }
            Type::Own(_) => self.one("own", field),
            Type::Borrow(_) => self.one("borrow", field),
            Type::Flags(_) => self.one("flags", field),
            Type::Enum(_) => self.one("enum", field),
            Type::Future(_) => self.one("future", field),
            Type::Stream(_) => self.one("stream", field),
            Type::U8 => self.one("u8", field),
            Type::U16 => self.one("u16", field),
            Type::U32 => self.one("u32", field),
            Type::U64 => self.one("u64", field),
            Type::S8 => self.one("s8", field),
            Type::S16 => self.one("s16", field),
            Type::S32 => self.one("s32", field),
            Type::S64 => self.one("s64", field),
            Type::Bool => self.one("bool", field),
            Type::Char => self.one("char", field),
            Type::F32 => self.one("f32", field),
            Type::F64 => self.one("f64", field),
            Type::String => self.one("string", field),
            // Worlds with these are refused before.
            Type::ErrorContext | Type::FixedLengthList(_) => {}
        }
    }

    fn one(&mut self, symbol: &'static str, field: Field) {
        self.due.push_back((symbol, field));
    }

    fn several(&mut self, symbol: &'static str, inner: &[Type], field: Field) {
        self.one(symbol, field);
        for ty in inner {
            self.expect(*ty, field);
        }
    }

    fn loop_over(&mut self, [start, next, end]: [&'static str; 3], inner: &[Type], field: Field) {
        self.one(start, field);
        self.several(next, inner, field);
        self.one(end, field);
    }

    fn text(&self, (record, number): Field) -> String {
        let record = &self.metadata.records[record];
        format!("field {} of record {}", record.fields[number].0, record.name)
    }
}

impl Created {
    fn number(&mut self, first: u32, field: Field, function: u32) -> u32 {
        let Self { order, numbers } = self;
        *numbers.entry((field, function)).or_insert_with(|| {
            order.push((field, function));
            first + u32::try_from(order.len() - 1).unwrap()
        })
    }
}

impl Reencode for Namer<'_> {
    type Error = std::convert::Infallible;

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Outcome {
        utils::parse_function_section(self, functions, section)?;
        for (_, pop) in &self.created.order {
            functions.function(self.pops[pop].ty);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Outcome {
        utils::parse_code_section(self, code, section)?;
        for (_, pop) in &self.created.order {
            let mut function = Function::new([]);
            let mut body = function.instructions();
            for param in 0..self.pops[pop].params {
                body.local_get(param);
            }
            body.call(*pop).end();
            code.function(&function);
        }
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Outcome {
        self.due.clear();
        utils::parse_function_body(self, code, body)
    }

    fn instruction<'b>(&mut self, operator: Operator<'b>) -> Outcome<Instruction<'b>> {
        match operator {
            Operator::Call { function_index } if self.pops.contains_key(&function_index) => {
                return Ok(Instruction::Call(self.through(function_index)));
            }
            Operator::I32Const { value } => self.constant = value,
            _ => {}
        }
        utils::instruction(self, operator)
    }

    fn parse_custom_name_subsection(
        &mut self,
        names: &mut NameSection,
        section: wasmparser::Name<'_>,
    ) -> Outcome {
        let wasmparser::Name::Function(functions) = section else {
            return utils::parse_custom_name_subsection(self, names, section);
        };
        let mut named = utils::name_map(functions, Ok)?;
        for (number, (field, _)) in (self.first..).zip(&self.created.order) {
            named.append(number, &self.text(*field));
        }
        names.functions(&named);
        Ok(())
    }
}
