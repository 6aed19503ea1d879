//! One file, by itself.

use crate::exports::wit_studio::decoder::packages::Refusal;
use wit_parser::decoding::{DecodedWasm, decode};
use wit_parser::{PackageId, Resolve};

/// The eight bytes that start a core module: magic, version 1, layer 0.
const CORE_MODULE: &[u8] = b"\0asm\x01\0\0\0";

/// A package, in a set with the packages that its file refers to.
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
        // Not every component has an interface that WIT can express.
        Err(_) if is_runnable(&binary) => Err(Refusal::Component),
        Err(error) => Err(Refusal::Invalid(reasons(&error))),
    }
}

/// Whether a whole component has more than a WIT package has: types, exports and custom sections.
fn is_runnable(binary: &[u8]) -> bool {
    const CUSTOM: u8 = 0;
    const TYPE: u8 = 7;
    const EXPORT: u8 = 11;
    let mut rest = binary.get(8..).unwrap_or_default();
    let mut has_more = false;
    while let Some((&id, behind)) = rest.split_first() {
        let Some((size, body)) = leb128(behind) else {
            return false;
        };
        let Some(next) = body.get(size..) else {
            return false;
        };
        has_more |= ![CUSTOM, TYPE, EXPORT].contains(&id);
        rest = next;
    }
    has_more
}

/// The size of a section, and the bytes after it.
fn leb128(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut size = 0usize;
    for (n, &byte) in bytes.iter().enumerate().take(5) {
        size |= usize::from(byte & 0x7f).checked_shl(7 * n as u32)?;
        if byte & 0x80 == 0 {
            return Some((size, &bytes[n + 1..]));
        }
    }
    None
}

pub fn reasons(error: &anyhow::Error) -> Vec<String> {
    error.chain().map(ToString::to_string).collect()
}
