//! wasi:filesystem/preopens, and the entries of directories.

use crate::answer::{Answer, Given};
use crate::open;
use crate::tree::node;

#[repr(C)]
struct Preopen {
    descriptor: u32,
    path: *const u8,
    length: u32,
}

static mut PREOPENS: Preopen = Preopen { descriptor: 0, path: core::ptr::null(), length: 0 };

/// The root, as `/`.
#[unsafe(export_name = "preopens#get-directories")]
extern "C" fn get_directories() -> Given {
    let list = &raw mut PREOPENS;
    unsafe { *list = Preopen { descriptor: 0, path: b"/".as_ptr(), length: 1 } };
    Answer::new().u32(0, list as u32).u32(4, 1).give()
}

#[unsafe(export_name = "types#[method]directory-entry-stream.read-directory-entry")]
extern "C" fn read_directory_entry(this: u32) -> Given {
    let open = open::at(this);
    let Some(child) = node(open.node).children().nth(open.position as usize) else {
        return Answer::new().give();
    };
    open::move_to(this, open.position + 1);
    let entry = node(child);
    Answer::new().u8(4, 1).u8(8, entry.kind()).slice(12, entry.name()).give()
}

#[unsafe(export_name = "types#[dtor]directory-entry-stream")]
extern "C" fn drop_entries(this: u32) {
    open::close(this);
}
