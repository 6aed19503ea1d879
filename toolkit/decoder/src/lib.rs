//! See `wit/decoder.wit`.

mod decode;
mod merge;
mod print;
#[cfg(test)]
mod tests;

wit_bindgen::generate!({ world: "decoder", path: "wit" });

use exports::wit_studio::decoder::packages::{Guest, Outcome};

/// Implements the exports of the world.
pub struct Decoder;

impl Guest for Decoder {
    fn decode(files: Vec<Vec<u8>>) -> Vec<Outcome> {
        merge::read(&files)
    }
}

// A native build (for the tests) exports nothing.
#[cfg(target_arch = "wasm32")]
export!(Decoder);
