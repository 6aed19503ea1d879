//! The ecosystem's official crates behind one WIT world: see `wit/toolkit.wit`. A file an interface.

mod callers;
mod describe;
mod document;
mod files;
mod graph;
mod modules;
mod packages;
mod reasons;
mod stubs;
mod targets;
#[cfg(test)]
mod testing;
mod wit_text;

wit_bindgen::generate!({ world: "toolkit", path: "wit" });

/// Implements the exports of the world.
pub struct Toolkit;

// A native build (for the tests) exports nothing.
#[cfg(target_arch = "wasm32")]
export!(Toolkit);
