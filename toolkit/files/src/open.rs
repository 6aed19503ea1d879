//! Positions in files and directories that are being read.

use crate::answer::Code;

/// A node that is read, and the position in it.
#[derive(Clone, Copy)]
pub struct Open {
    pub node: u32,
    /// Bytes, or entries.
    pub position: u64,
    is_used: bool,
}

const LIMIT: usize = 1024;

static mut ALL: [Open; LIMIT] = [Open { node: 0, position: 0, is_used: false }; LIMIT];

fn all() -> &'static mut [Open; LIMIT] {
    // No two references live at a time: no function here calls another with one.
    unsafe { &mut *(&raw mut ALL) }
}

/// Gives its index.
pub fn open(node: u32, position: u64) -> Result<u32, Code> {
    let free = all().iter().position(|one| !one.is_used).ok_or(Code::InsufficientMemory)?;
    all()[free % LIMIT] = Open { node, position, is_used: true };
    Ok(free as u32)
}

pub fn at(index: u32) -> Open {
    all()[index as usize % LIMIT]
}

pub fn move_to(index: u32, position: u64) {
    all()[index as usize % LIMIT].position = position;
}

pub fn close(index: u32) {
    all()[index as usize % LIMIT].is_used = false;
}
