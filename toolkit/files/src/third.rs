//! wasi:filesystem 0.3: the same calls as in 0.2, with other numbers and layouts in the results.

use crate::answer::{Answer, Given, error, or_fail};
use crate::descriptors::{self as second, path};
use crate::tree::{find, node};

/// The number of an `error-code` or `descriptor-type` of 0.2 in 0.3, which has all of them but one in front of those
/// that occur.
pub const fn number(of_second: u8) -> u8 {
    of_second - 1
}

/// A result of 0.2 whose `ok` has the same layout in 0.3.
fn renumbered(given: Given) -> Given {
    let (is_error, code) = unsafe { (*given == 1, *given.add(1)) };
    if is_error { error(number(code)) } else { given }
}

macro_rules! renumbered {
    ($($name:literal $function:ident($($param:ident: $type:ty),*);)*) => {$(
        #[unsafe(export_name = concat!("third#[method]descriptor.", $name))]
        extern "C" fn $function($($param: $type),*) -> Given {
            renumbered(second::$function($($param),*))
        }
    )*};
}

renumbered! {
    "open-at" open_at(a: u32, b: u32, c: *const u8, d: usize, e: u32, f: u32);
    "metadata-hash" metadata_hash(a: u32);
    "metadata-hash-at" metadata_hash_at(a: u32, b: u32, c: *const u8, d: usize);
    "advise" advise(a: u32, b: u64, c: u64, d: u32);
    "sync" sync(a: u32);
    "sync-data" sync_data(a: u32);
    "readlink-at" readlink_at(a: u32, b: *const u8, c: usize);
    "set-size" set_size(a: u32, b: u64);
    "set-times" set_times(a: u32, b: u32, c: u64, d: u32, e: u32, f: u64, g: u32);
    "set-times-at" set_times_at(a: u32, b: u32, c: u32, d: u32, e: u32, f: u64, g: u32, h: u32, i: u64, j: u32);
    "create-directory-at" create_directory_at(a: u32, b: u32, c: u32);
    "remove-directory-at" remove_directory_at(a: u32, b: u32, c: u32);
    "unlink-file-at" unlink_file_at(a: u32, b: u32, c: u32);
    "link-at" link_at(a: u32, b: u32, c: u32, d: u32, e: u32, f: u32, g: u32);
    "rename-at" rename_at(a: u32, b: u32, c: u32, d: u32, e: u32, f: u32);
    "symlink-at" symlink_at(a: u32, b: u32, c: u32, d: u32, e: u32);
}

#[unsafe(export_name = "third#[method]descriptor.is-same-object")]
extern "C" fn is_same_object(this: u32, other: u32) -> u32 {
    second::is_same_object(this, other)
}

#[unsafe(export_name = "third#[method]descriptor.get-flags")]
extern "C" fn get_flags(_this: u32) -> Given {
    Answer::new().u8(4, second::READ).give()
}

#[unsafe(export_name = "third#[method]descriptor.get-type")]
extern "C" fn get_type(this: u32) -> Given {
    Answer::new().u8(4, number(node(this).kind())).give()
}

fn stat_of(index: u32) -> Answer {
    let node = node(index);
    let size = if node.is_directory() { 0 } else { node.bytes().len() };
    Answer::new().u8(8, number(node.kind())).u64(24, 1).u64(32, size as u64)
}

#[unsafe(export_name = "third#[method]descriptor.stat")]
extern "C" fn stat(this: u32) -> Given {
    stat_of(this).give()
}

#[unsafe(export_name = "third#[method]descriptor.stat-at")]
extern "C" fn stat_at(this: u32, _links: u32, at: *const u8, length: usize) -> Given {
    renumbered(or_fail(find(this, path(at, length)).map(stat_of)))
}
