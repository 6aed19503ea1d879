//! The imports and exports of a world, and which of them the engine supports.

use wit_parser::{Function, FunctionKind, InterfaceId, Resolve, TypeDefKind, TypeId, WorldId, WorldItem};

use crate::exports::wit_studio::javascript::builder::{InterfaceShape, Refusal, ResourceShape, Shape};
use crate::signature;

pub fn of(resolve: &Resolve, world: WorldId) -> Shape {
    let described = &resolve.worlds[world];
    let mut shape = Shape {
        world: described.name.clone(),
        imports: Vec::new(),
        imported_functions: Vec::new(),
        functions: Vec::new(),
        interfaces: Vec::new(),
        is_async: is_async(resolve, world),
    };
    for (key, item) in &described.imports {
        match item {
            // The functions of a resource of the world belong to its class.
            WorldItem::Function(function) if function.kind.resource().is_some() => {}
            WorldItem::Function(function) => {
                shape.imported_functions.push(signature::of(resolve, function));
            }
            WorldItem::Interface { id, .. } => {
                shape.imports.push(interface(resolve, resolve.name_world_key(key), *id));
            }
            WorldItem::Type { .. } => {}
        }
    }
    for (key, item) in &described.exports {
        match item {
            WorldItem::Function(function) => shape.functions.push(function.name.clone()),
            WorldItem::Interface { id, .. } => {
                shape.interfaces.push(interface(resolve, resolve.name_world_key(key), *id));
            }
            WorldItem::Type { .. } => {}
        }
    }
    shape
}

fn interface(resolve: &Resolve, name: String, id: InterfaceId) -> InterfaceShape {
    let interface = &resolve.interfaces[id];
    let is_free = |function: &&Function| function.kind.resource().is_none();
    let functions = interface.functions.values().filter(is_free).map(|function| function.name.clone());
    let mut shape = InterfaceShape {
        name,
        functions: functions.collect(),
        resources: Vec::new(),
        constants: Vec::new(),
        types: Vec::new(),
    };
    for (name, type_id) in &interface.types {
        match resolve.types[*type_id].kind {
            TypeDefKind::Resource => shape.resources.push(resource(resolve, name, *type_id, id)),
            TypeDefKind::Enum(_) | TypeDefKind::Flags(_) | TypeDefKind::Variant(_) => {
                shape.constants.push(name.clone());
            }
            _ => shape.types.push(name.clone()),
        }
    }
    shape
}

fn resource(resolve: &Resolve, name: &str, id: TypeId, owner: InterfaceId) -> ResourceShape {
    let functions = resolve.interfaces[owner].functions.values();
    let mut shape =
        ResourceShape { name: name.into(), has_constructor: false, methods: Vec::new(), statics: Vec::new() };
    for function in functions.filter(|function| function.kind.resource() == Some(id)) {
        match function.kind {
            FunctionKind::Constructor(_) => shape.has_constructor = true,
            FunctionKind::Method(_) | FunctionKind::AsyncMethod(_) => {
                shape.methods.push(function.item_name().into());
            }
            FunctionKind::Static(_) | FunctionKind::AsyncStatic(_) => {
                shape.statics.push(function.item_name().into());
            }
            _ => {}
        }
    }
    shape
}

fn functions(resolve: &Resolve, world: WorldId) -> impl Iterator<Item = &Function> {
    let world = &resolve.worlds[world];
    let items = world.imports.values().chain(world.exports.values());
    items.flat_map(|item| of_item(resolve, item))
}

fn of_item<'a>(resolve: &'a Resolve, item: &'a WorldItem) -> Box<dyn Iterator<Item = &'a Function> + 'a> {
    match item {
        WorldItem::Function(function) => Box::new(std::iter::once(function)),
        WorldItem::Interface { id, .. } => Box::new(resolve.interfaces[*id].functions.values()),
        WorldItem::Type { .. } => Box::new(std::iter::empty()),
    }
}

/// Whether the world needs the engine that waits.
pub fn is_async(resolve: &Resolve, world: WorldId) -> bool {
    functions(resolve, world)
        .any(|function| function.kind.is_async() || !function.find_futures_and_streams(resolve).is_empty())
}

/// A stream or a future has to be fed, for which JavaScript gets no turn behind a call that is not async.
fn gives_without_waiting<'a>(resolve: &'a Resolve, world: WorldId) -> impl Iterator<Item = String> + 'a {
    let functions = resolve.worlds[world].exports.values().flat_map(move |item| of_item(resolve, item));
    let waitless = functions.filter(|function| !function.kind.is_async());
    waitless.filter_map(move |function| {
        let mut live = wit_parser::LiveTypes::default();
        live.add_type(resolve, function.result.as_ref()?);
        let kinds = live.iter().map(|id| &resolve.types[id].kind);
        let mut given = kinds.filter_map(|kind| match kind {
            TypeDefKind::Stream(_) => Some("stream"),
            TypeDefKind::Future(_) => Some("future"),
            _ => None,
        });
        given.next().map(|kind| format!("a {kind} as the result of {}, which is not async", function.name))
    })
}

/// wit-dylib panics where it meets lists of a fixed length.
pub fn check(resolve: &Resolve, world: WorldId) -> Result<(), Refusal> {
    let mut found = Vec::new();
    let mut live = wit_parser::LiveTypes::default();
    live.add_world(resolve, world);
    for id in live.iter() {
        if let TypeDefKind::FixedLengthList(..) = resolve.types[id].kind {
            found.push("list<T, N>".to_string());
        }
    }
    found.extend(gives_without_waiting(resolve, world));
    if found.is_empty() { Ok(()) } else { Err(Refusal::Unsupported(vec![found.swap_remove(0)])) }
}
