//! One file, by itself.

use crate::exports::wit_studio::decoder::packages::Refusal;
use wit_parser::decoding::{DecodedWasm, decode};
use wit_parser::{PackageId, Resolve};

/// The eight bytes that start a core module: magic, version 1, layer 0.
const CORE_MODULE: &[u8] = b"\0asm\x01\0\0\0";

/// A package, in a set with what its file knows of others.
#[derive(Clone)]
pub struct Decoded {
    pub resolve: Resolve,
    pub package: PackageId,
}

pub fn package(bytes: &[u8]) -> Result<Decoded, Refusal> {
    if !wat::Detect::from_bytes(bytes).is_wasm() {
        return Err(Refusal::NotWasm);
    }
    let binary = wat::parse_bytes(bytes).map_err(|error| Refusal::Text(error.to_string()))?;
    if binary.starts_with(CORE_MODULE) {
        return Err(Refusal::CoreModule);
    }
    match decode(&binary) {
        Ok(DecodedWasm::WitPackage(resolve, package)) => Ok(Decoded { resolve, package }),
        Ok(DecodedWasm::Component(..)) => Err(Refusal::Component),
        Err(error) => Err(Refusal::Invalid(reasons(&error))),
    }
}

pub fn reasons(error: &anyhow::Error) -> Vec<String> {
    error.chain().map(ToString::to_string).collect()
}
