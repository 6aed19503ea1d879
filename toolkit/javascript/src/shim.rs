//! The script that runs before the guest's: `wit.Stream` and `wit.Future`, which the engine calls when a
//! guest returns an iterable or a promise where the world has a stream or a future.

const TEXT: &str = include_str!("shim.js");

pub fn text() -> &'static str {
    TEXT
}
