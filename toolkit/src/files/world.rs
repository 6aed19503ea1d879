//! The world of a component with files: it exports imports of another component, and imports those of
//! them that are not files.

use crate::exports::wit_studio::toolkit::files::Refusal;
use std::collections::HashSet;
use wit_parser::{
    Function, FunctionKind, Handle, InterfaceId, Resolve, Type, TypeDefKind, TypeId, TypeOwner, WorldId,
    WorldItem, WorldKey,
};

/// An interface that is exported.
pub struct Replaced {
    pub key: WorldKey,
    pub id: InterfaceId,
    /// Of wasi:io and wasi:filesystem, the name without the package: `streams`.
    pub part: Option<String>,
    pub is_files: bool,
}

/// Changes the world of a component to that of its files.
pub fn turn_around(resolve: &mut Resolve, world: WorldId) -> Result<Vec<Replaced>, Refusal> {
    let replaced = replaced(resolve, world)?;
    refuse_exports(resolve, world, &replaced)?;
    let is_replaced = |key: &WorldKey| replaced.iter().any(|one| one.key == *key);
    let imports = &mut resolve.worlds[world].imports;
    imports.retain(|key, item| is_replaced(key) || matches!(item, WorldItem::Type { .. }));
    let items = imports.clone();
    let filter = |key: &WorldKey, _: &WorldItem| is_replaced(key);
    let unsupported = |error: anyhow::Error| Refusal::Unsupported(format!("{error:#}"));
    resolve.exportize(world, Some("files".into()), Some(&filter)).map_err(unsupported)?;
    for one in replaced.iter().filter(|one| !one.is_files) {
        resolve.worlds[world].imports.insert(one.key.clone(), items[&one.key].clone());
    }
    Ok(replaced)
}

/// wasi:filesystem and wasi:io, and all imports that share a resource with one of them.
fn replaced(resolve: &Resolve, world: WorldId) -> Result<Vec<Replaced>, Refusal> {
    let mut others = Vec::new();
    let mut found = Vec::new();
    for (key, item) in &resolve.worlds[world].imports {
        let WorldItem::Interface { id, .. } = item else { continue };
        let (part, is_files) = part_of_wasi(resolve, *id)?;
        let one = Replaced { key: key.clone(), id: *id, part, is_files };
        if one.part.is_some() { found.push(one) } else { others.push(one) }
    }
    if !found.iter().any(|one| one.is_files) {
        return Err(Refusal::NotImported);
    }
    loop {
        let shared: HashSet<_> = found.iter().flat_map(|one| owners(resolve, one.id)).collect();
        let (more, rest): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|one| !owners(resolve, one.id).is_disjoint(&shared));
        if more.is_empty() {
            break;
        }
        found.extend(more);
        others = rest;
    }
    let order = |one: &Replaced| resolve.worlds[world].imports.get_index_of(&one.key);
    found.sort_by_key(order);
    Ok(found)
}

/// The name of an interface of wasi:io or wasi:filesystem, and whether it is of the latter.
fn part_of_wasi(resolve: &Resolve, id: InterfaceId) -> Result<(Option<String>, bool), Refusal> {
    let interface = &resolve.interfaces[id];
    let Some(package) = interface.package.map(|package| &resolve.packages[package].name) else {
        return Ok((None, false));
    };
    let is_files = match (package.namespace.as_str(), package.name.as_str()) {
        ("wasi", "io") => false,
        ("wasi", "filesystem") => true,
        _ => return Ok((None, false)),
    };
    let version = package.version.as_ref();
    if is_files && !version.is_some_and(|version| (version.major, version.minor) == (0, 2)) {
        return Err(Refusal::Unsupported(format!("it imports {package}, where files need version 0.2")));
    }
    Ok((interface.name.clone(), is_files))
}

/// The interfaces whose resources an interface has or uses in functions.
fn owners(resolve: &Resolve, id: InterfaceId) -> HashSet<InterfaceId> {
    let interface = &resolve.interfaces[id];
    let mut owners: HashSet<_> = interface.functions.values().flat_map(|one| handles(resolve, one)).collect();
    let is_resource = |ty: &TypeId| matches!(resolve.types[*ty].kind, TypeDefKind::Resource);
    if interface.types.values().any(is_resource) {
        owners.insert(id);
    }
    owners
}

/// The interfaces of all resources in the parameters and the result of a function.
fn handles(resolve: &Resolve, function: &Function) -> Vec<InterfaceId> {
    let mut found = Vec::new();
    let types = function.params.iter().map(|param| &param.ty).chain(&function.result);
    for ty in types {
        each_handle(resolve, ty, &mut |resource| {
            if let TypeOwner::Interface(id) = resolve.types[resource].owner {
                found.push(id);
            }
        });
    }
    found
}

fn each_handle(resolve: &Resolve, ty: &Type, found: &mut impl FnMut(TypeId)) {
    let Type::Id(id) = ty else { return };
    match &resolve.types[*id].kind {
        TypeDefKind::Handle(Handle::Own(resource) | Handle::Borrow(resource)) => {
            found(crate::stubs::root(resolve, *resource));
        }
        kind => parts(kind).for_each(|part| each_handle(resolve, part, found)),
    }
}

/// The types that a type consists of.
pub fn parts(kind: &TypeDefKind) -> Box<dyn Iterator<Item = &Type> + '_> {
    match kind {
        TypeDefKind::Record(record) => Box::new(record.fields.iter().map(|field| &field.ty)),
        TypeDefKind::Tuple(tuple) => Box::new(tuple.types.iter()),
        TypeDefKind::Variant(variant) => Box::new(variant.cases.iter().filter_map(|case| case.ty.as_ref())),
        TypeDefKind::Result(result) => Box::new(result.ok.iter().chain(&result.err)),
        TypeDefKind::Option(ty)
        | TypeDefKind::List(ty)
        | TypeDefKind::FixedLengthList(ty, _)
        | TypeDefKind::Type(ty) => Box::new(std::iter::once(ty)),
        TypeDefKind::Map(key, value) => Box::new([key, value].into_iter()),
        TypeDefKind::Future(ty) | TypeDefKind::Stream(ty) => Box::new(ty.iter()),
        _ => Box::new(std::iter::empty()),
    }
}

/// The types of such an export are those of the new component, which nobody else has.
fn refuse_exports(resolve: &Resolve, world: WorldId, replaced: &[Replaced]) -> Result<(), Refusal> {
    let is_replaced = |owner: &InterfaceId| replaced.iter().any(|one| one.id == *owner);
    for (key, item) in &resolve.worlds[world].exports {
        let owners: Vec<_> = match item {
            WorldItem::Interface { id, .. } => {
                resolve.interfaces[*id].functions.values().flat_map(|one| handles(resolve, one)).collect()
            }
            WorldItem::Function(function) => handles(resolve, function),
            WorldItem::Type { .. } => continue,
        };
        if owners.iter().any(is_replaced) {
            return Err(Refusal::Exported(resolve.name_world_key(key)));
        }
    }
    for (key, item) in &resolve.worlds[world].imports {
        let WorldItem::Function(function) = item else { continue };
        if handles(resolve, function).iter().any(is_replaced) {
            let name = resolve.name_world_key(key);
            return Err(Refusal::Unsupported(format!(
                "the function {name} of its world has handles of wasi:io"
            )));
        }
    }
    let functions = replaced.iter().flat_map(|one| resolve.interfaces[one.id].functions.values());
    let is_async = |one: &&Function| {
        matches!(
            one.kind,
            FunctionKind::AsyncFreestanding | FunctionKind::AsyncMethod(_) | FunctionKind::AsyncStatic(_)
        ) || !one.find_futures_and_streams(resolve).is_empty()
    };
    match functions.clone().find(is_async) {
        Some(one) => Err(Refusal::Unsupported(format!("{} is asynchronous", one.name))),
        None => Ok(()),
    }
}
