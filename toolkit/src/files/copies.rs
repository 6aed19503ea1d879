//! Copies of interfaces under other names, so that one component can have both: the types of the host, and those of
//! the files.

use std::collections::HashMap;
use wit_parser::{
    Function, FunctionKind, Handle, Interface, InterfaceId, PackageId, PackageName, Resolve, Type, TypeDef,
    TypeDefKind, TypeId, TypeOwner, WorldKey,
};

/// An interface of a world, and its name there.
#[derive(Clone)]
pub struct Place {
    pub key: WorldKey,
    pub id: InterfaceId,
}

/// The copies of types by their originals.
#[derive(Default)]
pub struct Copies(HashMap<TypeId, TypeId>);

impl Copies {
    pub fn of(&self, ty: TypeId) -> Option<TypeId> {
        self.0.get(&ty).copied()
    }

    /// Copies an interface whose copied dependencies are copied already. Its uses of other interfaces remain.
    /// @param prefix goes before the namespace of its package: `virtual-wasi:io/streams@0.2.6`
    pub fn add(&mut self, resolve: &mut Resolve, place: &Place, prefix: &str) -> Place {
        let from = resolve.interfaces[place.id].clone();
        let package = from.package.map(|package| package_of_copies(resolve, package, prefix));
        let empty =
            Interface { package, types: Default::default(), functions: Default::default(), ..from.clone() };
        let id = resolve.interfaces.alloc(empty);
        for (name, ty) in from.types {
            let copy = self.allocate(resolve, ty, TypeOwner::Interface(id));
            resolve.interfaces[id].types.insert(name, copy);
        }
        for (name, function) in from.functions {
            let copy = self.function(resolve, function);
            resolve.interfaces[id].functions.insert(name, copy);
        }
        if let (Some(package), Some(name)) = (package, from.name) {
            resolve.packages[package].interfaces.insert(name, id);
        }
        let key = match &place.key {
            WorldKey::Name(name) => WorldKey::Name(format!("{prefix}{name}")),
            WorldKey::Interface(_) => WorldKey::Interface(id),
        };
        Place { key, id }
    }

    fn allocate(&mut self, resolve: &mut Resolve, ty: TypeId, owner: TypeOwner) -> TypeId {
        let from = resolve.types[ty].clone();
        let kind = self.kind(resolve, from.kind.clone());
        let copy = resolve.types.alloc(TypeDef { kind, owner, ..from });
        self.0.insert(ty, copy);
        copy
    }

    fn function(&mut self, resolve: &mut Resolve, mut function: Function) -> Function {
        match &mut function.kind {
            FunctionKind::Freestanding | FunctionKind::AsyncFreestanding => {}
            FunctionKind::Method(resource)
            | FunctionKind::Static(resource)
            | FunctionKind::Constructor(resource)
            | FunctionKind::AsyncMethod(resource)
            | FunctionKind::AsyncStatic(resource) => *resource = self.id(resolve, *resource),
        }
        let types = function.params.iter_mut().map(|param| &mut param.ty).chain(&mut function.result);
        types.for_each(|ty| self.ty(resolve, ty));
        function
    }

    /// Types without a name belong to no interface, so that each is copied where it occurs.
    fn id(&mut self, resolve: &mut Resolve, id: TypeId) -> TypeId {
        match self.of(id) {
            Some(copy) => copy,
            None if resolve.types[id].owner == TypeOwner::None => self.allocate(resolve, id, TypeOwner::None),
            None => id,
        }
    }

    fn ty(&mut self, resolve: &mut Resolve, ty: &mut Type) {
        if let Type::Id(id) = ty {
            *id = self.id(resolve, *id);
        }
    }

    fn kind(&mut self, resolve: &mut Resolve, mut kind: TypeDefKind) -> TypeDefKind {
        let mut each = |ty: &mut Type| self.ty(resolve, ty);
        match &mut kind {
            TypeDefKind::Record(record) => record.fields.iter_mut().for_each(|field| each(&mut field.ty)),
            TypeDefKind::Tuple(tuple) => tuple.types.iter_mut().for_each(each),
            TypeDefKind::Variant(variant) => {
                variant.cases.iter_mut().filter_map(|case| case.ty.as_mut()).for_each(each);
            }
            TypeDefKind::Result(result) => result.ok.iter_mut().chain(&mut result.err).for_each(each),
            TypeDefKind::Option(ty)
            | TypeDefKind::List(ty)
            | TypeDefKind::FixedLengthList(ty, _)
            | TypeDefKind::Type(ty) => each(ty),
            TypeDefKind::Map(key, value) => {
                each(key);
                each(value);
            }
            TypeDefKind::Future(ty) | TypeDefKind::Stream(ty) => ty.iter_mut().for_each(each),
            TypeDefKind::Handle(Handle::Own(id) | Handle::Borrow(id)) => *id = self.id(resolve, *id),
            TypeDefKind::Resource | TypeDefKind::Flags(_) | TypeDefKind::Enum(_) | TypeDefKind::Unknown => {}
        }
        kind
    }
}

fn package_of_copies(resolve: &mut Resolve, package: PackageId, prefix: &str) -> PackageId {
    let name = resolve.packages[package].name.clone();
    package_named(resolve, PackageName { namespace: format!("{prefix}{}", name.namespace), ..name })
}

pub fn package_named(resolve: &mut Resolve, name: PackageName) -> PackageId {
    if let Some(id) = resolve.package_names.get(&name) {
        return *id;
    }
    let (interfaces, worlds) = Default::default();
    let package = wit_parser::Package { name: name.clone(), docs: Default::default(), interfaces, worlds };
    let id = resolve.packages.alloc(package);
    resolve.package_names.insert(name, id);
    id
}
