//! The world of a component with files: it exports imports of another component, and imports those of
//! them that are not files.

use super::copies::Place;
use crate::exports::wit_studio::toolkit::files::Refusal;
use std::collections::HashSet;
use wit_parser::{
    Function, FunctionKind, Handle, InterfaceId, Resolve, Span, Stability, Type, TypeDefKind, TypeId,
    TypeOwner, WorldId, WorldItem,
};

/// An import of the component that gets files.
pub struct Found {
    pub import: Place,
    /// Of wasi:io and wasi:filesystem, the name without the package: `streams`.
    pub part: Option<String>,
    pub is_files: bool,
}

/// An import whose copy is exported.
pub struct Replaced {
    pub import: Place,
    pub export: Place,
    pub part: Option<String>,
    pub is_files: bool,
}

/// Changes a world to one with these imports and exports, and what they need.
pub fn set_world(
    resolve: &mut Resolve,
    world: WorldId,
    imports: &[Place],
    exports: &[Place],
) -> anyhow::Result<()> {
    let items = exports.iter().chain(imports).map(|place| (place.key.clone(), item(place.id)));
    resolve.worlds[world].imports = items.collect();
    let is_export = |key: &_, _: &_| exports.iter().any(|place| place.key == *key);
    resolve.exportize(world, Some("files".into()), Some(&is_export))
}

fn item(id: InterfaceId) -> WorldItem {
    WorldItem::Interface {
        id,
        stability: Stability::Unknown,
        docs: Default::default(),
        span: Span::default(),
        external_id: None,
    }
}

/// wasi:filesystem and wasi:io, and all imports that share a resource with one of them.
pub fn replaced(resolve: &Resolve, world: WorldId) -> Result<Vec<Found>, Refusal> {
    let mut others = Vec::new();
    let mut found = Vec::new();
    for (key, item) in &resolve.worlds[world].imports {
        let WorldItem::Interface { id, .. } = item else { continue };
        let (part, is_files) = part_of_wasi(resolve, *id)?;
        let one = Found { import: Place { key: key.clone(), id: *id }, part, is_files };
        if one.part.is_some() { found.push(one) } else { others.push(one) }
    }
    if !found.iter().any(|one| one.is_files) {
        return Err(Refusal::NotImported);
    }
    loop {
        let shared: HashSet<_> = found.iter().flat_map(|one| owners(resolve, one.import.id)).collect();
        let (more, rest): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|one| !owners(resolve, one.import.id).is_disjoint(&shared));
        if more.is_empty() {
            break;
        }
        found.extend(more);
        others = rest;
    }
    let order = |one: &Found| resolve.worlds[world].imports.get_index_of(&one.import.key);
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
    match version.map(|version| (version.major, version.minor)) {
        Some((0, 2)) => {}
        _ if !is_files => {}
        Some((0, 3)) => {
            return Err(Refusal::Unsupported(format!(
                "it imports {package} and another version, and only one can have files"
            )));
        }
        _ => {
            return Err(Refusal::Unsupported(format!(
                "it imports {package}, where files need version 0.2 or 0.3"
            )));
        }
    }
    Ok((interface.name.clone(), is_files))
}

/// The version and the interfaces, if a world imports wasi:filesystem 0.3 and no other.
pub fn files_of_third(resolve: &Resolve, world: WorldId) -> Option<(String, Vec<Place>)> {
    let mut found = Vec::new();
    let mut versions = HashSet::new();
    for (key, item) in &resolve.worlds[world].imports {
        let WorldItem::Interface { id, .. } = item else { continue };
        let Some(package) = resolve.interfaces[*id].package else { continue };
        let name = &resolve.packages[package].name;
        if (name.namespace.as_str(), name.name.as_str()) == ("wasi", "filesystem") {
            versions.insert(name.version.clone()?);
            found.push(Place { key: key.clone(), id: *id });
        }
    }
    let version = versions.iter().next().filter(|one| (one.major, one.minor) == (0, 3))?;
    (versions.len() == 1).then(|| (version.to_string(), found))
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
pub fn handles(resolve: &Resolve, function: &Function) -> Vec<InterfaceId> {
    let mut found = Vec::new();
    let types = function.params.iter().map(|param| &param.ty).chain(&function.result);
    for ty in types {
        each_handle(resolve, ty, &mut |handle| {
            let (Handle::Own(resource) | Handle::Borrow(resource)) = handle;
            if let TypeOwner::Interface(id) = resolve.types[crate::stubs::root(resolve, resource)].owner {
                found.push(id);
            }
        });
    }
    found
}

pub fn each_handle(resolve: &Resolve, ty: &Type, found: &mut impl FnMut(Handle)) {
    let Type::Id(id) = ty else { return };
    match &resolve.types[*id].kind {
        TypeDefKind::Handle(handle) => found(*handle),
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

/// Refuses imports that cannot be passed on.
pub fn refuse_imports(
    resolve: &Resolve,
    world: WorldId,
    replaced: &[Found],
    is_replaced: impl Fn(&InterfaceId) -> bool,
) -> Result<(), Refusal> {
    for (key, item) in &resolve.worlds[world].imports {
        let WorldItem::Function(function) = item else { continue };
        if handles(resolve, function).iter().any(|owner| is_replaced(owner)) {
            let name = resolve.name_world_key(key);
            return Err(Refusal::Unsupported(format!(
                "the function {name} of its world has handles of wasi:io"
            )));
        }
    }
    let functions = replaced.iter().flat_map(|one| resolve.interfaces[one.import.id].functions.values());
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
