//! See `wit/javascript.wit`. A file a library that is linked, and one each for the world and its reading.

mod boot;
mod engine;
mod extra_exports;
mod fields;
mod fix;
mod jobs;
mod library;
mod link;
mod shape;
mod shim;
mod signature;
mod surroundings;
mod sys;
#[cfg(test)]
mod tests;
mod wit;

wit_bindgen::generate!({ world: "javascript", path: "wit" });

use exports::wit_studio::javascript::builder::{File, Guest, Linked, Needs, Refusal, Shape, Source, Wit};

/// Implements the exports of the world.
pub struct Builder;

impl Guest for Builder {
    fn describe(package: Wit) -> Result<Shape, Refusal> {
        let (resolve, world) = wit::read(&package)?;
        Ok(shape::of(&resolve, world))
    }

    fn surroundings(package: Wit, needs: Needs) -> Result<Vec<String>, Refusal> {
        let (mut resolve, world) = wit::read(&package)?;
        Ok(surroundings::add(&mut resolve, world, needs).map_err(failed)?.interfaces())
    }

    fn link(package: Wit, script: String, needs: Needs) -> Result<Linked, Refusal> {
        let (mut resolve, world) = wit::read(&package)?;
        shape::check(&resolve, world)?;
        let is_async = shape::is_async(&resolve, world);
        let surroundings = surroundings::add(&mut resolve, world, needs).map_err(failed)?;
        let waits = needs.contains(Needs::JOBS);
        let component =
            link::link(&resolve, world, &surroundings, &script, is_async, waits).map_err(failed)?;
        Ok(Linked { component, added: surroundings.interfaces() })
    }
}

fn failed(error: anyhow::Error) -> Refusal {
    Refusal::Failed(format!("{error:#}"))
}

// A native build (for the tests) exports nothing.
#[cfg(target_arch = "wasm32")]
export!(Builder);
