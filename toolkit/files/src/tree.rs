//! The files, as `toolkit/src/files/tree.rs` writes them.

use crate::answer::Code;
use core::slice;

/// A file or directory. Node 0 is the root.
#[repr(C)]
pub struct Node {
    name: *const u8,
    name_length: u32,
    pub parent: u32,
    pub is_directory: u32,
    /// The address of a file's bytes; the index of a directory's first child.
    start: u32,
    /// Bytes, or children.
    length: u32,
    /// The FNV-1a hash of a file's bytes.
    pub hash: u64,
}

/// The address of the nodes.
#[unsafe(no_mangle)]
pub static mut TREE: *const Node = core::ptr::null();

pub fn node(index: u32) -> &'static Node {
    unsafe { &*TREE.add(index as usize) }
}

impl Node {
    pub fn name(&self) -> &'static [u8] {
        unsafe { slice::from_raw_parts(self.name, self.name_length as usize) }
    }

    /// Of a file.
    pub fn bytes(&self) -> &'static [u8] {
        unsafe { slice::from_raw_parts(self.start as *const u8, self.length as usize) }
    }

    /// Of a directory.
    pub fn children(&self) -> core::ops::Range<u32> {
        self.start..self.start + self.length
    }

    pub const fn is_directory(&self) -> bool {
        self.is_directory != 0
    }

    /// `descriptor-type`
    pub const fn kind(&self) -> u8 {
        if self.is_directory() { 3 } else { 6 }
    }
}

/// The node of a path below a directory. There are no links.
pub fn find(base: u32, path: &[u8]) -> Result<u32, Code> {
    match path.first() {
        None => return Err(Code::NoEntry),
        Some(b'/') => return Err(Code::NotPermitted),
        _ => {}
    }
    let (mut at, mut depth) = (base, 0);
    for name in path.split(|byte| *byte == b'/') {
        let directory = node(at);
        if !directory.is_directory() {
            return Err(Code::NotDirectory);
        }
        match name {
            b"" | b"." => {}
            b".." if depth == 0 => return Err(Code::NotPermitted),
            b".." => (at, depth) = (directory.parent, depth - 1),
            _ => {
                let found = directory.children().find(|child| node(*child).name() == name);
                (at, depth) = (found.ok_or(Code::NoEntry)?, depth + 1);
            }
        }
    }
    Ok(at)
}
