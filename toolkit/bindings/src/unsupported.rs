//! Types for which the generators fail without a message (`todo!()`), checked before they start.

use wit_parser::{Function, LiveTypes, Resolve, Type, TypeDefKind, TypeOwner, WorldId, WorldItem};

use crate::exports::wit_studio::bindings::generators::Language;

/// The unsupported types of a world, each once.
pub fn by(language: Language, resolve: &Resolve, world: WorldId) -> Vec<String> {
    let mut live = LiveTypes::default();
    live.add_world(resolve, world);
    let kinds = live.iter().filter_map(|id| of_type(language, &resolve.types[id].kind));
    let mut found: Vec<String> =
        kinds.chain(of_functions(language, resolve, world)).map(String::from).collect();
    found.extend(resources_of_world(resolve, world));
    found.sort();
    found.dedup();
    found
}

fn of_type(language: Language, kind: &TypeDefKind) -> Option<&'static str> {
    let has_sizes_and_maps = matches!(language, Language::Rust | Language::Moonbit);
    match kind {
        TypeDefKind::FixedLengthList(..) if !has_sizes_and_maps => Some("lists of a fixed length"),
        TypeDefKind::Map(..) if !has_sizes_and_maps => Some("maps"),
        TypeDefKind::Future(_) if matches!(language, Language::Cpp) => Some("futures"),
        TypeDefKind::Stream(_) if matches!(language, Language::Cpp) => Some("streams"),
        kind if !matches!(language, Language::Rust) && has_error_context(kind) => Some("error contexts"),
        _ => None,
    }
}

/// Types within types are types of their own, except for primitive ones.
fn has_error_context(kind: &TypeDefKind) -> bool {
    let is = |ty: &Type| matches!(ty, Type::ErrorContext);
    let may_be = |ty: &Option<Type>| ty.as_ref().is_some_and(is);
    match kind {
        TypeDefKind::Type(ty) | TypeDefKind::List(ty) | TypeDefKind::Option(ty) => is(ty),
        TypeDefKind::Result(result) => may_be(&result.ok) || may_be(&result.err),
        TypeDefKind::Tuple(tuple) => tuple.types.iter().any(is),
        TypeDefKind::Record(record) => record.fields.iter().any(|field| is(&field.ty)),
        TypeDefKind::Variant(variant) => variant.cases.iter().any(|case| may_be(&case.ty)),
        TypeDefKind::Future(ty) | TypeDefKind::Stream(ty) => may_be(ty),
        _ => false,
    }
}

fn of_functions(language: Language, resolve: &Resolve, world: WorldId) -> Vec<&'static str> {
    let functions = functions(resolve, world);
    let is_async = functions.iter().any(|function| function.kind.is_async());
    let has_error_context = functions.iter().any(|function| {
        function.params.iter().map(|param| param.ty).chain(function.result).any(|ty| ty == Type::ErrorContext)
    });
    let asynchronous = (is_async && matches!(language, Language::Cpp)).then_some("async functions");
    let context = (has_error_context && !matches!(language, Language::Rust)).then_some("error contexts");
    asynchronous.into_iter().chain(context).collect()
}

fn functions(resolve: &Resolve, world: WorldId) -> Vec<&Function> {
    let world = &resolve.worlds[world];
    let items = world.imports.values().chain(world.exports.values());
    items
        .flat_map(|item| match item {
            WorldItem::Interface { id, .. } => resolve.interfaces[*id].functions.values().collect(),
            WorldItem::Function(function) => vec![function],
            WorldItem::Type { .. } => vec![],
        })
        .collect()
}

/// A resource that the world itself exports, which no generator has.
fn resources_of_world(resolve: &Resolve, world: WorldId) -> Option<String> {
    let exports = &resolve.worlds[world].exports;
    let is_own = |id| matches!(resolve.types[id].owner, TypeOwner::World(_));
    exports.values().find_map(|item| match item {
        WorldItem::Type { id, .. } if is_own(*id) => matches!(resolve.types[*id].kind, TypeDefKind::Resource)
            .then(|| "resources of a world itself".into()),
        _ => None,
    })
}
