use crate::exports::wit_studio::engine::bindings::Requirement;
use wit_parser::{Resolve, WorldId, WorldItem};

/// The interfaces that a component imports, each with the functions it uses.
pub fn required(resolve: &Resolve, world: WorldId) -> Vec<Requirement> {
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
