//! Exports whose callers hand over handles of the host, such as those of an HTTP request: a second component is in
//! front of them, which exchanges each for one of the files (`handles` of their component).

use super::copies::{Copies, Place, package_named};
use super::handles::Resource;
use super::imports::Imports;
use super::module::Writer;
use super::world::{Replaced, each_handle, handles, set_world};
use crate::exports::wit_studio::toolkit::files::Refusal;
use crate::stubs::root;
use anyhow::Context;
use wasm_encoder::ValType;
use wit_parser::{
    Docs, Function, FunctionKind, Handle, Interface, InterfaceId, PackageName, Param, Resolve, Span,
    Stability, Type, TypeDef, TypeDefKind, TypeId, TypeOwner, WasmImport, WorldId, WorldItem, WorldKey,
};

/// The exports of a component that have handles of the interfaces which are replaced.
pub fn passed(
    resolve: &Resolve,
    world: WorldId,
    is_replaced: impl Fn(&InterfaceId) -> bool,
) -> Result<Vec<Place>, Refusal> {
    let mut found = Vec::new();
    for (key, item) in &resolve.worlds[world].exports {
        let (functions, place): (Vec<&Function>, _) = match item {
            WorldItem::Interface { id, .. } => {
                let place = Place { key: key.clone(), id: *id };
                (resolve.interfaces[*id].functions.values().collect(), Some(place))
            }
            WorldItem::Function(function) => (vec![function], None),
            WorldItem::Type { .. } => continue,
        };
        if !functions.iter().flat_map(|one| handles(resolve, one)).any(|owner| is_replaced(&owner)) {
            continue;
        }
        let can_pass = functions.iter().all(|one| can_pass(resolve, one, &is_replaced));
        match place.filter(|_| can_pass) {
            Some(place) => found.push(place),
            None => return Err(Refusal::Exported(resolve.name_world_key(key))),
        }
    }
    Ok(found)
}

/// The names of all exports that have handles of some interfaces.
pub fn with_handles<'r>(
    resolve: &'r Resolve,
    world: WorldId,
    is_replaced: impl Fn(&InterfaceId) -> bool + 'r,
) -> impl Iterator<Item = String> + 'r {
    let exports = resolve.worlds[world].exports.iter();
    let has = move |item: &WorldItem| match item {
        WorldItem::Interface { id, .. } => {
            let functions = resolve.interfaces[*id].functions.values();
            functions.flat_map(|one| handles(resolve, one)).any(|owner| is_replaced(&owner))
        }
        WorldItem::Function(function) => handles(resolve, function).iter().any(&is_replaced),
        WorldItem::Type { .. } => false,
    };
    exports.filter(move |(_, item)| has(item)).map(|(key, _)| resolve.name_world_key(key))
}

/// Whether a function takes handles of the replaced interfaces, which it owns then, and no others.
fn can_pass(resolve: &Resolve, function: &Function, is_replaced: &impl Fn(&InterfaceId) -> bool) -> bool {
    if !matches!(function.kind, FunctionKind::Freestanding) {
        return false;
    }
    let mut can = function.find_futures_and_streams(resolve).is_empty();
    if let Some(ty) = &function.result {
        each_handle(resolve, ty, &mut |_| can = false);
    }
    for param in &function.params {
        each_handle(resolve, &param.ty, &mut |handle| {
            can &= match handle {
                Handle::Own(resource) => match resolve.types[root(resolve, resource)].owner {
                    TypeOwner::Interface(id) => is_replaced(&id),
                    _ => false,
                },
                Handle::Borrow(_) => false,
            }
        });
    }
    can
}

/// The interface whose functions exchange handles: `take0` turns one of the host into one of the files.
pub struct Exchange {
    pub place: Place,
    /// Resources of the host, and their copies, by the number in the name of the function.
    pub resources: Vec<(TypeId, TypeId)>,
}

pub fn take(index: usize) -> String {
    format!("take{index}")
}

impl Exchange {
    pub fn new(resolve: &mut Resolve, exports: &[Place], copies: &Copies) -> Self {
        let mut originals = Vec::new();
        for place in exports {
            for function in resolve.interfaces[place.id].functions.values() {
                for param in &function.params {
                    each_handle(resolve, &param.ty, &mut |handle| {
                        let (Handle::Own(id) | Handle::Borrow(id)) = handle;
                        let resource = root(resolve, id);
                        if !originals.contains(&resource) {
                            originals.push(resource);
                        }
                    });
                }
            }
        }
        let name = PackageName { namespace: "wit-studio".into(), name: "files".into(), version: None };
        let package = package_named(resolve, name);
        let id = resolve.interfaces.alloc(interface("handles", package));
        resolve.packages[package].interfaces.insert("handles".into(), id);
        let place = Place { key: WorldKey::Interface(id), id };
        let pairs = originals.into_iter().filter_map(|one| Some((one, copies.of(one)?)));
        let exchange = Self { place, resources: pairs.collect() };
        for (index, (original, copy)) in exchange.resources.clone().into_iter().enumerate() {
            exchange.add(resolve, index, original, copy);
        }
        exchange
    }

    fn add(&self, resolve: &mut Resolve, index: usize, original: TypeId, copy: TypeId) {
        let mut owned = |name: String, resource| {
            let kind = TypeDefKind::Type(Type::Id(resource));
            let used = ty(resolve, Some(name.clone()), kind, TypeOwner::Interface(self.place.id));
            resolve.interfaces[self.place.id].types.insert(name, used);
            Type::Id(ty(resolve, None, TypeDefKind::Handle(Handle::Own(used)), TypeOwner::None))
        };
        let given = owned(format!("host{index}"), original);
        let taken = owned(format!("copy{index}"), copy);
        let function = Function {
            name: take(index),
            kind: FunctionKind::Freestanding,
            params: vec![Param { name: "handle".into(), ty: given, span: Span::default() }],
            result: Some(taken),
            docs: Docs::default(),
            stability: Stability::Unknown,
            span: Span::default(),
            external_id: None,
        };
        resolve.interfaces[self.place.id].functions.insert(take(index), function);
    }
}

fn interface(name: &str, package: wit_parser::PackageId) -> Interface {
    Interface {
        name: Some(name.into()),
        types: Default::default(),
        functions: Default::default(),
        docs: Docs::default(),
        stability: Stability::Unknown,
        package: Some(package),
        span: Span::default(),
        clone_of: None,
    }
}

fn ty(resolve: &mut Resolve, name: Option<String>, kind: TypeDefKind, owner: TypeOwner) -> TypeId {
    let (docs, stability, span) = Default::default();
    resolve.types.alloc(TypeDef { name, kind, owner, docs, stability, span, external_id: None })
}

/// The core module of the second component, whose world becomes that of `resolve`, and the names by which it imports the
/// exports that it passes on.
pub fn write(
    resolve: &mut Resolve,
    world: WorldId,
    exports: &[Place],
    exchange: &Exchange,
    copies: &mut Copies,
    replaced: &[Replaced],
) -> anyhow::Result<(Vec<u8>, Vec<Place>)> {
    let inner: Vec<_> = exports.iter().map(|place| copies.add(resolve, place, "inner-")).collect();
    let others = replaced.iter().flat_map(|one| [&one.import, &one.export]);
    let imports: Vec<_> = others.chain([&exchange.place]).chain(&inner).cloned().collect();
    set_world(resolve, world, &imports, exports)?;
    let passed: Vec<_> = inner
        .iter()
        .zip(exports)
        .map(|(import, export)| Replaced {
            import: import.clone(),
            export: export.clone(),
            part: None,
            is_files: false,
        })
        .collect();
    let mut all = Imports::of(resolve, &passed);
    for (index, (original, _)) in exchange.resources.iter().enumerate() {
        let func = &resolve.interfaces[exchange.place.id].functions[&take(index)];
        let import = WasmImport::Func { interface: Some(&exchange.place.key), func };
        let taken = all.add(resolve, import, vec![ValType::I32], vec![ValType::I32]);
        all.resources.insert(*original, Resource::Taken(taken));
    }
    let mut writer = Writer::empty(resolve, &all, &passed);
    for one in &passed {
        writer.interface(one).with_context(|| resolve.name_world_key(&one.export.key))?;
    }
    Ok((writer.finish(&[], 0)?, inner))
}
