//! See `wit/bindings.wit`.

mod generate;
mod unsupported;
#[path = "../../javascript/src/wit.rs"]
mod wit;

wit_bindgen::generate!({ world: "bindings", path: "wit" });

use exports::wit_studio::bindings::generators::{Bindings, File, Guest, Language, Refusal, Source, Wit};
use wit_component::{StringEncoding, embed_component_metadata};

/// Implements the exports of the world.
pub struct Generators;

impl Guest for Generators {
    fn generate(package: Wit, language: Language) -> Result<Bindings, Refusal> {
        let (mut resolve, world) = wit::read(&package)?;
        let unsupported = unsupported::by(language, &resolve, world);
        if !unsupported.is_empty() {
            return Err(Refusal::Unsupported(unsupported));
        }
        let name = resolve.worlds[world].name.clone();
        let files = generate::files(language, &mut resolve, world).map_err(failed)?;
        Ok(Bindings { world: name, files })
    }

    fn embed(package: Wit, mut module: Vec<u8>) -> Result<Vec<u8>, Refusal> {
        let (resolve, world) = wit::read(&package)?;
        embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false)
            .map_err(failed)?;
        Ok(module)
    }
}

fn failed(error: anyhow::Error) -> Refusal {
    Refusal::Failed(format!("{error:#}"))
}

// A native build (for the tests) exports nothing.
#[cfg(target_arch = "wasm32")]
export!(Generators);
