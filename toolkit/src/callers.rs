//! Components that make one call again and again.

use crate::exports::wit_studio::toolkit::callers::Guest;
use crate::stubs::assemble::{Sections, assemble};
use crate::stubs::code::{FREE, realloc, val_types};
use crate::stubs::flat::flatten;
use crate::stubs::values::{Image, Value};
use crate::stubs::{encode, imports_of, plain_name};
use crate::{Toolkit, reasons};
use wasm_encoder::{BlockType, EntityType, ExportKind, Function as Code, InstructionSink, ValType};
use wasm_wave::untyped::UntypedValue;
use wit_parser::abi::{AbiVariant, WasmSignature};
use wit_parser::{
    Function, LiftLowerAbi, ManglingAndAbi, Resolve, SizeAlign, Type, TypeDefKind, WasmImport, WorldId,
    WorldItem, WorldKey,
};

const ABI: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);

const REPEATING: &str = "package wit-studio:callers;
    world caller { export repeat: func(times: u64); }";

impl Guest for Toolkit {
    fn make(component: Vec<u8>, import: String, call: String) -> Result<Vec<u8>, String> {
        let text = |error| reasons::of_chain(&error).join(": ");
        let (mut resolve, world) = imports_of(component).map_err(text)?;
        let package = resolve.push_str("caller.wit", REPEATING).map_err(text)?;
        let caller = resolve.select_world(&[package], None).map_err(text)?;
        resolve.worlds[world].exports = resolve.worlds[caller].exports.clone();
        let mut module = module(&resolve, world, &import, &call)?;
        encode(&mut module, &resolve, world).map_err(text)
    }
}

fn module(resolve: &Resolve, world: WorldId, import: &str, call: &str) -> Result<Vec<u8>, String> {
    let (name, arguments) = call.split_once('(').ok_or_else(|| format!("{call} is no call"))?;
    let (interface, function) = find(resolve, world, import, name.trim())?;
    if function.kind.is_async() {
        return Err(format!("{name} is asynchronous"));
    }
    if function.result.is_some_and(|ty| has_handle(resolve, &ty)) {
        return Err(format!("{name} gives a resource, a stream or a future"));
    }
    let mut image = image_of(resolve);
    let signature = resolve.wasm_signature(AbiVariant::GuestImport, function);
    let mut code = Code::new([]);
    let mut sink = code.instructions();
    sink.block(BlockType::Empty).loop_(BlockType::Empty).local_get(0).i64_eqz().br_if(1);
    // Frees the results of the call before.
    sink.i32_const(0).global_set(FREE);
    push_arguments(&mut image, function, &signature, &format!("({arguments}"), &mut sink)?;
    if let (true, Some(ty)) = (signature.retptr, &function.result) {
        sink.i32_const(image.reserve_for(ty) as i32);
    }
    sink.call(0);
    for _ in &signature.results {
        sink.drop();
    }
    sink.local_get(0).i64_const(1).i64_sub().local_set(0).br(0).end().end().end();
    let import = WasmImport::Func { interface, func: function };
    Ok(caller(resolve.wasm_import_name(ABI, import), &signature, &code, image.bytes))
}

fn image_of(resolve: &Resolve) -> Image<'_> {
    let mut sizes = SizeAlign::default();
    sizes.fill(resolve);
    Image { resolve, sizes, own: Vec::new(), bytes: Vec::new(), handles: Vec::new() }
}

fn find<'r>(
    resolve: &'r Resolve,
    world: WorldId,
    import: &str,
    name: &str,
) -> Result<(Option<&'r WorldKey>, &'r Function), String> {
    let imports = &resolve.worlds[world].imports;
    let found = imports.iter().find(|(key, _)| resolve.name_world_key(key) == import);
    match found {
        Some((_, WorldItem::Function(function))) if plain_name(function) == name => Ok((None, function)),
        Some((key, WorldItem::Interface { id, .. })) => {
            let function = resolve.interfaces[*id].functions.values().find(|one| plain_name(one) == name);
            let function = function.ok_or_else(|| format!("{import} has no function {name}"))?;
            Ok((Some(key), function))
        }
        _ => Err(format!("there is no import {import} with a function {name}")),
    }
}

fn push_arguments(
    image: &mut Image,
    function: &Function,
    signature: &WasmSignature,
    text: &str,
    sink: &mut InstructionSink,
) -> Result<(), String> {
    let params: Vec<_> = function.params.iter().map(|param| &param.ty).collect();
    let parsed = (!params.is_empty()).then(|| UntypedValue::parse(text)).transpose();
    let parsed = parsed.map_err(|error| format!("{text} are no arguments: {error}"))?;
    let nodes: Vec<_> = match &parsed {
        Some(parsed) => parsed.node().as_tuple().map_err(|error| error.to_string())?.collect(),
        None => Vec::new(),
    };
    if nodes.len() != params.len() {
        return Err(format!("{} arguments for {} parameters", nodes.len(), params.len()));
    }
    let fields: Vec<_> = params.iter().copied().zip(nodes.into_iter().map(Some)).collect();
    let at = image.reserve_for_all(&params);
    image.store_fields(at, &fields, Value { node: None, source: text })?;
    if signature.indirect_params {
        sink.i32_const(at as i32);
        return Ok(());
    }
    let mut flat = Vec::new();
    let offsets = image.sizes.field_offsets(params.iter().copied());
    for (offset, ty) in offsets {
        flatten(image, at + offset.size_wasm32() as u32, ty, &mut flat);
    }
    for (bits, ty) in flat.into_iter().zip(val_types(&signature.params)) {
        match ty {
            ValType::I64 => sink.i64_const(bits as i64),
            ValType::F32 => sink.f32_const(f32::from_bits(bits as u32).into()),
            ValType::F64 => sink.f64_const(f64::from_bits(bits).into()),
            _ => sink.i32_const(bits as i32),
        };
    }
    Ok(())
}

/// A module that imports one function, and exports the one that calls it.
fn caller(
    (module, name): (String, String),
    signature: &WasmSignature,
    repeat: &Code,
    image: Vec<u8>,
) -> Vec<u8> {
    let mut sections = Sections::default();
    let Sections { types, imports, functions, exports, code } = &mut sections;
    types.ty().function(val_types(&signature.params), val_types(&signature.results));
    types.ty().function([ValType::I64], []);
    types.ty().function([ValType::I32; 4], [ValType::I32]);
    imports.import(&module, &name, EntityType::Function(0));
    functions.function(1).function(2);
    code.function(repeat).function(&realloc());
    exports.export("repeat", ExportKind::Func, 1);
    exports.export("cabi_realloc", ExportKind::Func, 2);
    exports.export("memory", ExportKind::Memory, 0);
    assemble(&sections, image)
}

/// Whether a value of the type may hold a handle, which somebody has to drop.
fn has_handle(resolve: &Resolve, ty: &Type) -> bool {
    let Type::Id(id) = ty else { return *ty == Type::ErrorContext };
    let has = |ty: &Type| has_handle(resolve, ty);
    match &resolve.types[*id].kind {
        TypeDefKind::Record(record) => record.fields.iter().any(|field| has(&field.ty)),
        TypeDefKind::Tuple(tuple) => tuple.types.iter().any(has),
        TypeDefKind::Variant(variant) => variant.cases.iter().any(|case| case.ty.as_ref().is_some_and(has)),
        TypeDefKind::Result(result) => {
            result.ok.as_ref().is_some_and(has) || result.err.as_ref().is_some_and(has)
        }
        TypeDefKind::Option(ty)
        | TypeDefKind::List(ty)
        | TypeDefKind::FixedLengthList(ty, _)
        | TypeDefKind::Type(ty) => has(ty),
        TypeDefKind::Map(key, value) => has(key) || has(value),
        TypeDefKind::Enum(_) | TypeDefKind::Flags(_) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::of_component;
    use wit_parser::abi::AbiVariant;

    const WIT: &str = "package t:c@1.0.0;
      interface desk {
        resource ticket;
        variant reason { closed, busy(u64), late(f32) }
        record place { row: s8, name: option<string>, at: tuple<f64, char> }
        flags rights { read, write }
        count: func(a: string, b: s64) -> u32;
        seats: func(of: list<place>, %why: reason, %with: rights) -> result<place, reason>;
        many: func(a: place, b: place, c: place, d: place) -> bool;
        next: func() -> ticket;
        later: async func(x: f32) -> string;
        nothing: func();
      }
      world app { import desk; import greet: func(name: string) -> string; export run: func(); }";

    fn app() -> Vec<u8> {
        let mut resolve = Resolve::default();
        let package = resolve.push_str("a.wit", WIT).unwrap();
        let world = resolve.select_world(&[package], Some("app")).unwrap();
        let mut module = wit_component::dummy_module(&resolve, world, ABI);
        encode(&mut module, &resolve, world).unwrap()
    }

    fn made(import: &str, call: &str) -> Result<Vec<u8>, String> {
        Toolkit::make(app(), import.into(), call.into())
    }

    #[test]
    fn imports_what_it_calls_and_exports_the_repetition() {
        const PLACE: &str = "{row: -1, name: some(\"front\"), at: (1.5, 'x')}";
        let calls = [
            ("greet(\"Ada\")".to_string(), "greet"),
            ("count(\"a\", -3)".into(), "t:c/desk@1.0.0"),
            (format!("seats([{PLACE}], busy(7), {{write}})"), "t:c/desk@1.0.0"),
            (format!("many({PLACE}, {PLACE}, {PLACE}, {PLACE})"), "t:c/desk@1.0.0"),
            ("nothing()".into(), "t:c/desk@1.0.0"),
        ];
        for (call, import) in calls {
            let description = of_component(&made(import, &call).unwrap()).unwrap();
            let imports: Vec<_> = description.imports.iter().map(|item| item.name.as_str()).collect();
            assert_eq!(imports, [import], "{call}");
            assert_eq!(description.exports[0].name, "repeat");
        }
    }

    #[test]
    fn passes_each_value_in_the_flat_form_of_its_type() {
        let mut resolve = Resolve::default();
        let package = resolve.push_str("a.wit", WIT).unwrap();
        let world = resolve.select_world(&[package], Some("app")).unwrap();
        let (_, function) = find(&resolve, world, "t:c/desk@1.0.0", "seats").unwrap();
        let signature = resolve.wasm_signature(AbiVariant::GuestImport, function);
        let flat_of = |text: &str| {
            let mut image = image_of(&resolve);
            let parsed = UntypedValue::parse(text).unwrap();
            let ty = function.params[1].ty;
            let at = image.put(&ty, Value { node: Some(parsed.node()), source: text }).unwrap();
            let mut flat = Vec::new();
            flatten(&image, at, &ty, &mut flat);
            flat
        };
        // list<place>: two; reason: its case, and 64 bits for a u64 or an f32; rights: one; the result's address.
        assert_eq!(signature.params.len(), 6);
        assert_eq!(flat_of("closed"), [0, 0]);
        assert_eq!(flat_of("busy(7)"), [1, 7]);
        assert_eq!(flat_of("late(1.5)"), [2, u64::from(1.5f32.to_bits())]);
    }

    #[test]
    fn says_why_a_call_cannot_be_repeated() {
        let reason = |import: &str, call: &str| made(import, call).unwrap_err();
        assert_eq!(reason("t:c/desk@1.0.0", "next()"), "next gives a resource, a stream or a future");
        assert_eq!(reason("t:c/desk@1.0.0", "later(1)"), "later is asynchronous");
        assert_eq!(reason("t:c/desk@1.0.0", "cuont()"), "t:c/desk@1.0.0 has no function cuont");
        assert_eq!(reason("t:c/desk@1.0.0", "count(\"a\")"), "1 arguments for 2 parameters");
        assert_eq!(reason("t:c/none", "count()"), "there is no import t:c/none with a function count");
        assert_eq!(reason("greet", "greet"), "greet is no call");
    }
}
