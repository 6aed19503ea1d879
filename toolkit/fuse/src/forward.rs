//! Puts a component between the host and the instances of a composition, for all functions that
//! pass handles of the host's resources.
//!
//! The fused component is one instance to the host: there is one table of its handles, where each
//! instance had its own before. So a forwarder has that table, and an instance's handle is an entry
//! in a table of the instance's own, whose representation is the forwarder's handle. The adapters
//! for calls between components move handles between the two, wherever in a value they are; the
//! forwarder is fused like any other instance. There is one for the imports, and a second one for
//! the exports.

use crate::forwarder::{Passing, forwarder};
use crate::world::{World, declarations};
use wasm_encoder::reencode::{ReencodeComponent, RoundtripReencoder};
use wasm_encoder::{ComponentBuilder, ComponentExportKind, ComponentTypeRef};
use wasmparser::{ComponentExternName, ComponentTypeDeclaration};

pub struct Forwarded {
    pub component: Vec<u8>,
    /// How many components are instantiated behind the forwarder in front of the exports, if there is one; they give
    /// names to its functions. The other forwarder is the first that is instantiated.
    pub behind_outward: Option<u32>,
}

/// None where no function passes such handles.
pub fn forward(component: &[u8], world: &World) -> Result<Option<Forwarded>, String> {
    let imports = Passing::of_imports(world)?;
    let exports = Passing::of_exports(world)?;
    if imports.is_empty() && exports.is_empty() {
        return Ok(None);
    }
    let encoded = world.encoded()?;
    let declarations = declarations(&encoded)?;
    let mut root = ComponentBuilder::default();
    let declared = declare(&mut root, &declarations, false)?;
    let host: Vec<_> = declared.iter().map(|one| (one.imported.clone(), one.kind, one.index)).collect();
    let inward = root.component(None, forwarder(&declarations, &imports, false)?);
    let inward = root.instantiate(None, inward, host.clone());
    let given: Vec<_> = declared
        .iter()
        .map(|one| {
            let name = one.name.name;
            let index = match imports.has(name) {
                true => root.alias_export(inward, name, one.kind),
                false => one.index,
            };
            (name.to_string(), one.kind, index)
        })
        .collect();
    let original = root.component_raw(None, component);
    let original = root.instantiate(None, original, given);
    let mut taken = Vec::new();
    for declaration in &declarations {
        if let ComponentTypeDeclaration::Export { name, ty } = declaration {
            let kind = ComponentTypeRef::from(*ty).kind();
            taken.push((name, kind, root.alias_export(original, name.name, kind)));
        }
    }
    if !exports.is_empty() {
        let outward = root.component(None, forwarder(&declarations, &exports, true)?);
        let exported = taken.iter().enumerate();
        let exported = exported.map(|(place, (_, kind, index))| (exported_name(place), *kind, *index));
        let outward = root.instantiate(None, outward, host.into_iter().chain(exported).collect::<Vec<_>>());
        for (name, kind, index) in taken.iter_mut().filter(|(name, ..)| exports.has(name.name)) {
            *index = root.alias_export(outward, name.name, *kind);
        }
    }
    let is_named = |(name, kind, _): &&(&ComponentExternName<'_>, ComponentExportKind, u32)| {
        *kind == ComponentExportKind::Instance && exports.has(name.name)
    };
    let named = taken.iter().filter(is_named).count() as u32;
    for (name, kind, index) in taken {
        root.export(*name, kind, index, None);
    }
    let behind_outward = (!exports.is_empty()).then_some(named);
    Ok(Some(Forwarded { component: root.finish(), behind_outward }))
}

/// An import of the world, or an export of it as it is imported by a forwarder.
pub struct Declared<'a> {
    pub name: ComponentExternName<'a>,
    /// The name under which a forwarder imports it.
    pub imported: String,
    pub exported: bool,
    pub kind: ComponentExportKind,
    /// In the index space of its kind.
    pub index: u32,
    /// Of an instance or a function: the index of its type.
    pub ty: Option<u32>,
}

/// Declares the imports of the world, and on request its exports as imports, too. All indices are
/// those of the world's own type, since exports of a type have indices in the index spaces as
/// imports do.
pub fn declare<'a>(
    builder: &mut ComponentBuilder,
    declarations: &[ComponentTypeDeclaration<'a>],
    exports: bool,
) -> Result<Vec<Declared<'a>>, String> {
    let mut all = Vec::new();
    let mut reencoder = RoundtripReencoder;
    let mut place = 0;
    for declaration in declarations.iter().cloned() {
        match declaration {
            ComponentTypeDeclaration::CoreType(_) => return Err("its world has core types".to_string()),
            ComponentTypeDeclaration::Type(ty) => {
                let (_, encoder) = builder.ty(None);
                reencoder.parse_component_type(encoder, ty).map_err(|error| error.to_string())?;
            }
            ComponentTypeDeclaration::Alias(alias) => {
                let alias = reencoder.component_alias(alias).map_err(|error| error.to_string())?;
                builder.alias(None, alias);
            }
            ComponentTypeDeclaration::Import(import) => {
                let (name, ty) = (import.name, ComponentTypeRef::from(import.ty));
                let (imported, kind, index) = (name.name.to_string(), ty.kind(), builder.import(name, ty));
                all.push(Declared { name, imported, exported: false, kind, index, ty: of(ty) });
            }
            ComponentTypeDeclaration::Export { .. } if !exports => break,
            ComponentTypeDeclaration::Export { name, ty } => {
                let ty = ComponentTypeRef::from(ty);
                let imported = exported_name(place);
                let (kind, index) = (ty.kind(), builder.import(&imported, ty));
                place += 1;
                all.push(Declared { name, imported, exported: true, kind, index, ty: of(ty) });
            }
        }
    }
    Ok(all)
}

fn exported_name(place: usize) -> String {
    format!("exported-{place}")
}

fn of(ty: ComponentTypeRef) -> Option<u32> {
    match ty {
        ComponentTypeRef::Func(index) | ComponentTypeRef::Instance(index) => Some(index),
        _ => None,
    }
}
