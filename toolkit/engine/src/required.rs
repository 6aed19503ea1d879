use crate::exports::wit_studio::engine::bindings::Requirement;
use wit_component::DecodedWasm;
use wit_parser::{Resolve, WorldId, WorldItem};

/// The interfaces that a component imports, each with the functions it uses.
pub fn required(component: &[u8]) -> anyhow::Result<Vec<Requirement>> {
    match wit_component::decode(component)? {
        DecodedWasm::Component(resolve, world) => Ok(of_world(&resolve, world)),
        DecodedWasm::WitPackage(..) => Ok(Vec::new()),
    }
}

fn of_world(resolve: &Resolve, world: WorldId) -> Vec<Requirement> {
    let imports = resolve.worlds[world].imports.iter();
    imports
        .filter_map(|(key, item)| match item {
            WorldItem::Interface { id, .. } => Some(Requirement {
                interface: resolve.name_world_key(key),
                functions: resolve.interfaces[*id].functions.keys().cloned().collect(),
            }),
            WorldItem::Function(_) | WorldItem::Type { .. } => None,
        })
        .collect()
}
