//! The resource `descriptor` of wasi:filesystem/types. Whatever would change something is `read-only`.

use crate::answer::{Answer, Code, Given, done, fail, or_fail};
use crate::streams::CHUNK;
use crate::tree::{Node, find, node};
use crate::{open, streams};
use core::slice;

/// `open-flags`
const CREATE: u32 = 1;
const DIRECTORY: u32 = 1 << 1;
const EXCLUSIVE: u32 = 1 << 2;
const TRUNCATE: u32 = 1 << 3;
/// `descriptor-flags`
pub const READ: u8 = 1;
const WRITE: u32 = 1 << 1;
const MUTATE_DIRECTORY: u32 = 1 << 5;

pub fn path<'p>(at: *const u8, length: usize) -> &'p [u8] {
    if length == 0 { &[] } else { unsafe { slice::from_raw_parts(at, length) } }
}

pub fn file(descriptor: u32) -> Result<&'static Node, Code> {
    let node = node(descriptor);
    if node.is_directory() { Err(Code::IsDirectory) } else { Ok(node) }
}

pub fn directory(descriptor: u32) -> Result<&'static Node, Code> {
    let node = node(descriptor);
    if node.is_directory() { Ok(node) } else { Err(Code::NotDirectory) }
}

#[unsafe(export_name = "types#[method]descriptor.open-at")]
pub extern "C" fn open_at(
    this: u32,
    _links: u32,
    at: *const u8,
    length: usize,
    open: u32,
    flags: u32,
) -> Given {
    let found = match find(this, path(at, length)) {
        Err(Code::NoEntry) if open & CREATE != 0 => Err(Code::ReadOnly),
        Ok(_) if open & (CREATE | EXCLUSIVE) == CREATE | EXCLUSIVE => Err(Code::Exist),
        Ok(index) if open & DIRECTORY != 0 && !node(index).is_directory() => Err(Code::NotDirectory),
        Ok(_) if open & (CREATE | TRUNCATE) != 0 || flags & (WRITE | MUTATE_DIRECTORY) != 0 => {
            Err(Code::ReadOnly)
        }
        found => found,
    };
    or_fail(found.map(|index| Answer::new().u32(4, index)))
}

#[unsafe(export_name = "types#[method]descriptor.read-via-stream")]
extern "C" fn read_via_stream(this: u32, offset: u64) -> Given {
    let opened = file(this).and_then(|_| open::open(this, offset));
    or_fail(opened.map(|index| Answer::new().u32(4, streams::of_file(index))))
}

#[unsafe(export_name = "types#[method]descriptor.read")]
extern "C" fn read(this: u32, length: u64, offset: u64) -> Given {
    or_fail(file(this).map(|file| {
        let bytes = file.bytes();
        let start = offset.min(bytes.len() as u64);
        let end = start.saturating_add(length.min(CHUNK)).min(bytes.len() as u64);
        let is_end = end == bytes.len() as u64;
        Answer::new().slice(4, &bytes[start as usize..end as usize]).u8(12, is_end.into())
    }))
}

#[unsafe(export_name = "types#[method]descriptor.read-directory")]
extern "C" fn read_directory(this: u32) -> Given {
    let opened = directory(this).and_then(|_| open::open(this, 0));
    or_fail(opened.map(|index| Answer::new().u32(4, index)))
}

fn stat_of(index: u32) -> Answer {
    let node = node(index);
    let size = if node.is_directory() { 0 } else { node.bytes().len() };
    Answer::new().u8(8, node.kind()).u64(16, 1).u64(24, size as u64)
}

#[unsafe(export_name = "types#[method]descriptor.stat")]
extern "C" fn stat(this: u32) -> Given {
    stat_of(this).give()
}

#[unsafe(export_name = "types#[method]descriptor.stat-at")]
extern "C" fn stat_at(this: u32, _links: u32, at: *const u8, length: usize) -> Given {
    or_fail(find(this, path(at, length)).map(stat_of))
}

/// Nothing changes, so that the place in the tree and the content are all there is to tell.
fn hash_of(index: u32) -> Answer {
    Answer::new().u64(8, node(index).hash).u64(16, index.into())
}

#[unsafe(export_name = "types#[method]descriptor.metadata-hash")]
pub extern "C" fn metadata_hash(this: u32) -> Given {
    hash_of(this).give()
}

#[unsafe(export_name = "types#[method]descriptor.metadata-hash-at")]
pub extern "C" fn metadata_hash_at(this: u32, _links: u32, at: *const u8, length: usize) -> Given {
    or_fail(find(this, path(at, length)).map(hash_of))
}

#[unsafe(export_name = "types#[method]descriptor.is-same-object")]
pub extern "C" fn is_same_object(this: u32, other: u32) -> u32 {
    (this == other).into()
}

#[unsafe(export_name = "types#[method]descriptor.get-flags")]
extern "C" fn get_flags(_this: u32) -> Given {
    Answer::new().u8(1, READ).give()
}

#[unsafe(export_name = "types#[method]descriptor.get-type")]
extern "C" fn get_type(this: u32) -> Given {
    Answer::new().u8(1, node(this).kind()).give()
}

#[unsafe(export_name = "types#[method]descriptor.advise")]
pub extern "C" fn advise(this: u32, _offset: u64, _length: u64, _advice: u32) -> Given {
    if node(this).is_directory() { fail(Code::BadDescriptor) } else { done() }
}

#[unsafe(export_name = "types#[method]descriptor.sync")]
pub extern "C" fn sync(_this: u32) -> Given {
    done()
}

#[unsafe(export_name = "types#[method]descriptor.sync-data")]
pub extern "C" fn sync_data(_this: u32) -> Given {
    done()
}

/// There are no links.
#[unsafe(export_name = "types#[method]descriptor.readlink-at")]
pub extern "C" fn readlink_at(this: u32, at: *const u8, length: usize) -> Given {
    fail(find(this, path(at, length)).map_or_else(|code| code, |_| Code::Invalid))
}

/// No error of a stream is one of these files.
#[unsafe(export_name = "types#filesystem-error-code")]
extern "C" fn filesystem_error_code(_error: u32) -> Given {
    done()
}

/// Functions that would change something, and the core types of their parameters.
macro_rules! read_only {
    ($($name:literal $function:ident($($type:ty),*);)*) => {$(
        #[unsafe(export_name = concat!("types#[method]descriptor.", $name))]
        pub extern "C" fn $function($(_: $type),*) -> Given {
            fail(Code::ReadOnly)
        }
    )*};
}

read_only! {
    "write-via-stream" write_via_stream(u32, u64);
    "append-via-stream" append_via_stream(u32);
    "write" write(u32, u32, u32, u64);
    "set-size" set_size(u32, u64);
    "set-times" set_times(u32, u32, u64, u32, u32, u64, u32);
    "set-times-at" set_times_at(u32, u32, u32, u32, u32, u64, u32, u32, u64, u32);
    "create-directory-at" create_directory_at(u32, u32, u32);
    "remove-directory-at" remove_directory_at(u32, u32, u32);
    "unlink-file-at" unlink_file_at(u32, u32, u32);
    "link-at" link_at(u32, u32, u32, u32, u32, u32, u32);
    "rename-at" rename_at(u32, u32, u32, u32, u32, u32);
    "symlink-at" symlink_at(u32, u32, u32, u32, u32);
}
