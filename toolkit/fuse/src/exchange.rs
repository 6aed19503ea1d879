//! Handles that pass between the host and an instance. Of a resource of the host they are the same on both sides; of
//! one that an instance defines and the component exports, the host has handles of its own.

use crate::exported::{self, Resource};
use crate::fusion::Fusion;
use crate::trampolines::{self, Called};
use std::collections::HashMap;
use wasm_encoder::{BlockType, Function, ValType};
use wasmtime_environ::component::ResourceIndex;

/// Functions that all take a resource first.
#[derive(Clone, Copy)]
pub struct Exchange {
    /// `(resource, handle of the host) -> representation`: an owner leaves the host.
    pub take: u32,
    /// `(resource, representation) -> handle of the host`
    pub give: u32,
    /// `(resource, handle of the host)`: drops a borrowed handle of a resource of the host.
    pub release: u32,
    /// Set while an owned handle is transferred: the host drops its handle, and the resource lives
    /// on.
    taking: u32,
}

impl Exchange {
    pub fn new(fusion: &mut Fusion<'_>) -> Result<Self, String> {
        let taking = fusion.builder.variable(0);
        let exported: Vec<_> = exported::resources(fusion.source).into_iter().map(|one| one.index).collect();
        let takes: HashMap<_, _> = exported.iter().map(|one| (*one, take(fusion, *one, taking))).collect();
        let gives: HashMap<_, _> = exported
            .iter()
            .map(|one| {
                let (called, name) = (Called::New(*one), "make a handle of the host");
                (*one, trampolines::host_function(fusion, called, vec![ValType::I32], name))
            })
            .collect();
        let imported: Vec<_> = fusion.source.component.imported_resources.keys().collect();
        let drops: HashMap<_, _> = imported
            .into_iter()
            .map(|one| Ok((one, trampolines::host_drop(fusion, one)?)))
            .collect::<Result<_, String>>()?;
        let take = by_resource(fusion, &takes, true, "take an owner from the host");
        let give = by_resource(fusion, &gives, true, "give an owner to the host");
        let release = by_resource(fusion, &drops, false, "release a borrow of the host");
        Ok(Exchange { take, give, release, taking })
    }

    /// The function that the host calls when it drops an owned handle.
    pub fn destructor(&self, fusion: &mut Fusion<'_>, resource: &Resource) -> u32 {
        let resources = fusion.resources.as_ref().expect("there is an exchange");
        let destructor = resources.destructors.get(&resource.index).copied();
        let ty = fusion.builder.function_type(&[ValType::I32], &[]);
        let mut body = Function::new([]);
        let mut code = body.instructions();
        code.global_get(self.taking)
            .if_(BlockType::Empty)
            .i32_const(0)
            .global_set(self.taking)
            .return_()
            .end();
        if let Some(destructor) = destructor {
            code.local_get(0).call(destructor);
        }
        code.end();
        fusion.builder.function(ty, &body, &format!("drop {}", resource.name))
    }
}

/// `(handle) -> representation`. No built-in forgets a handle: it is dropped, and the destructor knows.
fn take(fusion: &mut Fusion<'_>, resource: ResourceIndex, taking: u32) -> u32 {
    let (called, name) = (Called::Representation(resource), "representation of a handle of the host");
    let representation = trampolines::host_function(fusion, called, vec![ValType::I32], name);
    let drop =
        trampolines::host_function(fusion, Called::Drop(resource), vec![], "forget a handle of the host");
    let ty = fusion.builder.function_type(&[ValType::I32], &[ValType::I32]);
    let mut body = Function::new([(1, ValType::I32)]);
    let mut code = body.instructions();
    code.local_get(0).call(representation).local_set(1);
    code.i32_const(1).global_set(taking).local_get(0).call(drop);
    code.i32_const(0).global_set(taking).local_get(1).end();
    fusion.builder.function(ty, &body, "take a handle of the host")
}

/// Calls the function of a resource; without one, the value is unchanged.
fn by_resource(
    fusion: &mut Fusion<'_>,
    functions: &HashMap<ResourceIndex, u32>,
    gives: bool,
    name: &str,
) -> u32 {
    let results: &[ValType] = if gives { &[ValType::I32] } else { &[] };
    let ty = fusion.builder.function_type(&[ValType::I32; 2], results);
    let mut body = Function::new([]);
    let mut code = body.instructions();
    let mut all: Vec<_> = functions.iter().collect();
    all.sort_by_key(|(resource, _)| resource.as_u32());
    for (resource, function) in all {
        code.local_get(0).i32_const(resource.as_u32() as i32).i32_eq().if_(BlockType::Empty);
        code.local_get(1).call(*function).return_().end();
    }
    if gives {
        code.local_get(1);
    }
    code.end();
    fusion.builder.function(ty, &body, name)
}
