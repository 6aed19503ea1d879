//! wasi:filesystem over files in memory that nobody can change, and the streams of wasi:io that read
//! them.
//!
//! `toolkit/src/files` adds the files and everything that depends on the world of a component. Each
//! export here is a function of WASI 0.2 in the Canonical ABI, named `interface#function`, except that
//! handles of own resources are representations, which the toolkit turns into handles.
//!
//! `third` and `tasks` are wasi:filesystem 0.3, whose functions that give a stream are tasks there.
//!
//! The representation of a descriptor is the index of a node. A stream or pollable of the host is
//! represented by its handle there, and one of a file by a number with the top bit.
#![no_std]

mod answer;
mod descriptors;
mod directories;
mod open;
mod streams;
mod tasks;
mod third;
mod tree;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
