//! A component whose functions call those of the same name that it imports: what passes through it are handles.

use crate::forward::{Declared, declare};
use crate::named;
use crate::shim;
use crate::world::World;
use std::collections::HashMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{Reencode, ReencodeComponent};
use wasm_encoder::{CanonicalOption, ComponentBuilder, ComponentExportKind, ExportKind, Module, ModuleArg};
use wasmparser::{ComponentAlias, ComponentType, ComponentTypeDeclaration, InstanceTypeDeclaration};
use wit_parser::abi::AbiVariant;
use wit_parser::{Function, LiveTypes, Resolve, SizeAlign, TypeDefKind, WorldItem};

/// The functions that pass handles of the host, as core modules in between, by the interface that
/// they are imported or exported in (their own name if there is none) and by name.
pub struct Passing(HashMap<String, HashMap<String, Module>>);

impl Passing {
    pub fn of_imports(world: &World) -> Result<Self, String> {
        Self::of(world, world.imports())
    }

    pub fn of_exports(world: &World) -> Result<Self, String> {
        Self::of(world, world.exports())
    }

    fn of<'a>(
        world: &'a World,
        items: impl Iterator<Item = (&'a wit_parser::WorldKey, &'a WorldItem)>,
    ) -> Result<Self, String> {
        let resolve = &world.resolve;
        let mut sizes = SizeAlign::default();
        sizes.fill(resolve).map_err(|error| error.to_string())?;
        let mut all = HashMap::new();
        for (key, item) in items {
            let functions = world.functions(key, item).into_iter().map(|(_, function)| function);
            let functions = functions.filter(|function| has_handles(resolve, function));
            let modules: HashMap<_, _> = functions
                .map(|function| {
                    let lowered = resolve.wasm_signature(AbiVariant::GuestImport, function);
                    let lifted = resolve.wasm_signature(AbiVariant::GuestExport, function);
                    let size = function.result.map_or(0, |ty| sizes.size(&ty).size_wasm32());
                    (function.name.clone(), shim::function(&lowered, &lifted, size as u32))
                })
                .collect();
            if !modules.is_empty() {
                all.insert(resolve.name_world_key(key), modules);
            }
        }
        Ok(Passing(all))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

fn has_handles(resolve: &Resolve, function: &Function) -> bool {
    let mut types = LiveTypes::default();
    types.add_func(resolve, function);
    types.iter().any(|ty| matches!(resolve.types[ty].kind, TypeDefKind::Handle(_)))
}

/// @param outward whether it is the one for the exports
pub fn forwarder(
    declarations: &[ComponentTypeDeclaration<'_>],
    passing: &Passing,
    outward: bool,
) -> Result<ComponentBuilder, String> {
    let mut builder = ComponentBuilder::default();
    let declared = declare(&mut builder, declarations, outward)?;
    let mut forwarder = Forwarder::new(builder);
    for one in declared.iter().filter(|one| one.exported == outward) {
        let Some(modules) = passing.0.get(one.name.name) else { continue };
        let index = match one.kind {
            ComponentExportKind::Func => {
                forwarder.forward(one.index, one.ty.unwrap_or_default(), &modules[one.name.name])
            }
            _ => forwarder.instance(declarations, &declared, one, modules)?,
        };
        forwarder.builder.export(one.name, one.kind, index, None);
    }
    Ok(forwarder.builder)
}

fn instance_type<'a>(
    declarations: &[ComponentTypeDeclaration<'a>],
    declared: &Declared<'_>,
) -> Vec<InstanceTypeDeclaration<'a>> {
    let takes_type = |declaration: &&ComponentTypeDeclaration<'_>| match declaration {
        ComponentTypeDeclaration::Type(_) => true,
        ComponentTypeDeclaration::Alias(alias) => is_type(alias),
        ComponentTypeDeclaration::Import(import) => {
            matches!(import.ty, wasmparser::ComponentTypeRef::Type(_))
        }
        ComponentTypeDeclaration::Export { ty, .. } => matches!(ty, wasmparser::ComponentTypeRef::Type(_)),
        ComponentTypeDeclaration::CoreType(_) => false,
    };
    match declarations.iter().filter(takes_type).nth(declared.ty.unwrap_or_default() as usize) {
        Some(ComponentTypeDeclaration::Type(ComponentType::Instance(inner))) => inner.to_vec(),
        _ => vec![],
    }
}

fn is_type(alias: &ComponentAlias<'_>) -> bool {
    match alias {
        ComponentAlias::InstanceExport { kind, .. } => *kind == wasmparser::ComponentExternalKind::Type,
        ComponentAlias::Outer { kind, .. } => *kind == wasmparser::ComponentOuterAliasKind::Type,
        ComponentAlias::CoreInstanceExport { .. } => false,
    }
}

struct Forwarder {
    builder: ComponentBuilder,
    /// The core instance with the memory, and the index of the memory.
    heap: u32,
    memory: u32,
    realloc: u32,
    /// Created instances, by the name of the interface that they wrap: later ones have the same
    /// types.
    made: HashMap<String, u32>,
}

impl Forwarder {
    fn new(mut builder: ComponentBuilder) -> Self {
        let module = builder.core_module(None, &shim::heap());
        let none: [(&str, ModuleArg); 0] = [];
        let heap = builder.core_instantiate(None, module, none);
        let memory = builder.core_alias_export(None, heap, shim::MEMORY, ExportKind::Memory);
        let realloc = builder.core_alias_export(None, heap, shim::REALLOC, ExportKind::Func);
        Forwarder { builder, heap, memory, realloc, made: HashMap::new() }
    }

    /// Gives the function that calls the one with that index.
    fn forward(&mut self, function: u32, ty: u32, module: &Module) -> u32 {
        let options = [
            CanonicalOption::UTF8,
            CanonicalOption::Memory(self.memory),
            CanonicalOption::Realloc(self.realloc),
        ];
        let builder = &mut self.builder;
        let lowered = builder.lower_func(None, function, options);
        let lowered = builder.core_instantiate_exports(None, [(shim::FUNCTION, ExportKind::Func, lowered)]);
        let module = builder.core_module(None, module);
        let arguments =
            [(shim::LOWERED, ModuleArg::Instance(lowered)), (shim::HEAP, ModuleArg::Instance(self.heap))];
        let instance = builder.core_instantiate(None, module, arguments);
        let lifted = builder.core_alias_export(None, instance, shim::FUNCTION, ExportKind::Func);
        let done = builder.core_alias_export(None, instance, shim::DONE, ExportKind::Func);
        let options: Vec<_> = options.into_iter().chain([CanonicalOption::PostReturn(done)]).collect();
        builder.lift_func(None, lifted, ty, options)
    }

    /// An instance of the same type, whose functions in `modules` pass through here. A function is lifted to a type of
    /// the component, so the types inside of the instance's type are defined again in the component's index space.
    fn instance(
        &mut self,
        declarations: &[ComponentTypeDeclaration<'_>],
        declared: &[Declared<'_>],
        one: &Declared<'_>,
        modules: &HashMap<String, Module>,
    ) -> Result<u32, String> {
        let (ty, mut types, mut functions) = (instance_type(declarations, one), Types(vec![]), vec![]);
        for declaration in &ty {
            match declaration {
                InstanceTypeDeclaration::Type(ty) => types.define(&mut self.builder, ty)?,
                InstanceTypeDeclaration::Alias(ComponentAlias::Outer { index, .. }) => types.0.push(*index),
                InstanceTypeDeclaration::Export { name, ty: wasmparser::ComponentTypeRef::Type(_) } => {
                    types.0.push(self.builder.alias_export(one.index, name.name, ComponentExportKind::Type));
                }
                InstanceTypeDeclaration::Export { name, ty: wasmparser::ComponentTypeRef::Func(ty) } => {
                    let kind = ComponentExportKind::Func;
                    let host = self.builder.alias_export(one.index, name.name, kind);
                    let function = modules
                        .get(name.name)
                        .map(|module| self.forward(host, types.0[*ty as usize], module));
                    functions.push((named::function(functions.len()), kind, function.unwrap_or(host)));
                }
                _ => return Err("its world has nested instances or core types".to_string()),
            }
        }
        let named = named::component(declarations, one, &ty)?;
        let named = self.builder.component(None, named);
        let in_front = |one: &Declared<'_>| self.made.get(&one.imported).copied().unwrap_or(one.index);
        let given = declared.iter().map(|one| (one.imported.clone(), one.kind, in_front(one)));
        let given: Vec<_> = given.chain(functions).collect();
        let instance = self.builder.instantiate(None, named, given);
        self.made.insert(one.imported.clone(), instance);
        Ok(instance)
    }
}

/// Of an instance type, by index: those of the component.
pub struct Types(pub Vec<u32>);

impl Types {
    pub fn define(&mut self, builder: &mut ComponentBuilder, ty: &ComponentType<'_>) -> Result<(), String> {
        let (index, encoder) = builder.ty(None);
        self.parse_component_type(encoder, ty.clone()).map_err(|error| error.to_string())?;
        self.0.push(index);
        Ok(())
    }
}

impl Reencode for Types {
    type Error = Infallible;
}

impl ReencodeComponent for Types {
    fn component_type_index(&mut self, ty: u32) -> u32 {
        self.0[ty as usize]
    }
}
