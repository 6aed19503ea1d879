//! The world of a component.

use wasmparser::{ComponentType, ComponentTypeDeclaration, Parser, Payload};
use wit_component::DecodedWasm;
use wit_parser::abi::WasmType;
use wit_parser::{Resolve, TypeDefKind, WorldId, WorldItem, WorldKey};

pub struct World {
    pub resolve: Resolve,
    pub id: WorldId,
}

impl World {
    pub fn of(component: &[u8]) -> Result<Self, String> {
        match wit_component::decode(component).map_err(explained)? {
            DecodedWasm::Component(resolve, id) => Ok(World { resolve, id }),
            DecodedWasm::WitPackage(..) => Err("it is a WIT package, types without code".to_string()),
        }
    }

    /// It as the type of a component, for `declarations`.
    pub fn encoded(&self) -> Result<Vec<u8>, String> {
        let package = self.resolve.worlds[self.id].package.expect("worlds of components are in a package");
        wit_component::encode(&self.resolve, package, false).map_err(explained)
    }

    pub fn imports(&self) -> impl Iterator<Item = (&WorldKey, &WorldItem)> {
        self.resolve.worlds[self.id].imports.iter()
    }

    pub fn exports(&self) -> impl Iterator<Item = (&WorldKey, &WorldItem)> {
        self.resolve.worlds[self.id].exports.iter()
    }

    /// By interface and name.
    pub fn exported_resources(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for (key, item) in self.exports() {
            let WorldItem::Interface { id, .. } = item else { continue };
            let types = self.resolve.interfaces[*id].types.iter();
            let resources =
                types.filter(|(_, ty)| matches!(self.resolve.types[**ty].kind, TypeDefKind::Resource));
            let interface = self.resolve.name_world_key(key);
            all.extend(resources.map(|(name, _)| (interface.clone(), name.clone())));
        }
        all
    }

    /// Of an import or export, with the interface that they are in, if they are in one.
    pub fn functions<'a>(
        &'a self,
        key: &'a WorldKey,
        item: &'a WorldItem,
    ) -> Vec<(Option<&'a WorldKey>, &'a wit_parser::Function)> {
        match item {
            WorldItem::Function(function) => vec![(None, function)],
            WorldItem::Interface { id, .. } => {
                let functions = self.resolve.interfaces[*id].functions.values();
                functions.map(|function| (Some(key), function)).collect()
            }
            WorldItem::Type { .. } => vec![],
        }
    }
}

/// The imports and exports of a component of that world, in the order of its index spaces.
pub fn declarations(encoded: &[u8]) -> Result<Vec<ComponentTypeDeclaration<'_>>, String> {
    for payload in Parser::new(0).parse_all(encoded) {
        let Payload::ComponentTypeSection(section) = payload.map_err(|error| error.to_string())? else {
            continue;
        };
        for ty in section {
            // The type of a component that exports the world as the type of a component.
            let ComponentType::Component(outer) = ty.map_err(|error| error.to_string())? else { continue };
            for declaration in outer {
                if let ComponentTypeDeclaration::Type(ComponentType::Component(world)) = declaration {
                    return Ok(world.into_vec());
                }
            }
        }
    }
    Err("its world has no type".to_string())
}

pub fn number(ty: &WasmType) -> wasm_encoder::ValType {
    match ty {
        WasmType::I32 | WasmType::Pointer | WasmType::Length => wasm_encoder::ValType::I32,
        WasmType::I64 | WasmType::PointerOrI64 => wasm_encoder::ValType::I64,
        WasmType::F32 => wasm_encoder::ValType::F32,
        WasmType::F64 => wasm_encoder::ValType::F64,
    }
}

pub fn explained(error: anyhow::Error) -> String {
    format!("its world cannot be read: {error:#}")
}
