//! wasi:io: streams of files, and those of the host behind the same types. The functions that are not
//! here are the host's.

use crate::answer::{Answer, Given, closed};
use crate::open;
use crate::tree::node;
use core::slice;

/// In the representation of a stream or pollable of a file.
const OF_FILE: u32 = 1 << 31;

/// The most that a call reads, so that no caller has to make room for a whole file.
pub const CHUNK: u64 = 1 << 20;

#[link(wasm_import_module = "streams")]
unsafe extern "C" {
    #[link_name = "[method]input-stream.read"]
    fn host_read(this: u32, length: u64, result: Given);
    #[link_name = "[method]input-stream.blocking-read"]
    fn host_blocking_read(this: u32, length: u64, result: Given);
    #[link_name = "[method]input-stream.skip"]
    fn host_skip(this: u32, length: u64, result: Given);
    #[link_name = "[method]input-stream.blocking-skip"]
    fn host_blocking_skip(this: u32, length: u64, result: Given);
    #[link_name = "[method]input-stream.subscribe"]
    fn host_subscribe(this: u32) -> u32;
    #[link_name = "[resource-drop]input-stream"]
    fn host_drop_stream(this: u32);
    #[link_name = "[method]output-stream.check-write"]
    fn host_check_write(this: u32, result: Given);
    #[link_name = "[method]output-stream.write"]
    fn host_write(this: u32, from: *const u8, length: usize, result: Given);
    #[link_name = "[method]output-stream.subscribe"]
    fn host_subscribe_output(this: u32) -> u32;
    #[link_name = "[method]output-stream.splice"]
    fn host_splice(this: u32, source: u32, length: u64, result: Given);
    #[link_name = "[method]output-stream.blocking-splice"]
    fn host_blocking_splice(this: u32, source: u32, length: u64, result: Given);
}

#[link(wasm_import_module = "poll")]
unsafe extern "C" {
    #[link_name = "[method]pollable.ready"]
    fn host_ready(this: u32) -> u32;
    #[link_name = "[method]pollable.block"]
    fn host_block(this: u32);
    #[link_name = "poll"]
    fn host_poll(list: *const u32, length: usize, result: Given);
    #[link_name = "[resource-drop]pollable"]
    fn host_drop_pollable(this: u32);
}

/// The representation of a stream from an index in `open`.
pub const fn of_file(index: u32) -> u32 {
    index | OF_FILE
}

const fn is_of_file(stream: u32) -> bool {
    stream & OF_FILE != 0
}

/// The bytes of a file that come next; none at its end.
fn next(stream: u32, length: u64) -> &'static [u8] {
    let open = open::at(stream & !OF_FILE);
    let bytes = node(open.node).bytes();
    let rest = bytes.get(open.position as usize..).unwrap_or_default();
    &rest[..length.min(CHUNK).min(rest.len() as u64) as usize]
}

fn is_at_end(stream: u32) -> bool {
    next(stream, 1).is_empty()
}

fn advance(stream: u32, by: usize) {
    let index = stream & !OF_FILE;
    open::move_to(index, open::at(index).position + by as u64);
}

fn read_file(stream: u32, length: u64) -> Given {
    if is_at_end(stream) {
        return closed();
    }
    let bytes = next(stream, length);
    advance(stream, bytes.len());
    Answer::new().slice(4, bytes).give()
}

fn skip_file(stream: u32, length: u64) -> Given {
    if is_at_end(stream) {
        return closed();
    }
    let length = next(stream, length).len();
    advance(stream, length);
    Answer::new().u64(8, length as u64).give()
}

/// A function of an input stream that has a length: of a file, or else of the host.
macro_rules! reading {
    ($name:literal, $function:ident, $of_file:ident, $of_host:ident) => {
        #[unsafe(export_name = concat!("streams#[method]input-stream.", $name))]
        extern "C" fn $function(this: u32, length: u64) -> Given {
            if is_of_file(this) {
                return $of_file(this, length);
            }
            let result = Answer::new().give();
            unsafe { $of_host(this, length, result) };
            result
        }
    };
}

reading!("read", read, read_file, host_read);
reading!("blocking-read", blocking_read, read_file, host_blocking_read);
reading!("skip", skip, skip_file, host_skip);
reading!("blocking-skip", blocking_skip, skip_file, host_blocking_skip);

/// A file is always ready, so that its pollables need no state.
#[unsafe(export_name = "streams#[method]input-stream.subscribe")]
extern "C" fn subscribe(this: u32) -> u32 {
    if is_of_file(this) { OF_FILE } else { unsafe { host_subscribe(this) } }
}

#[unsafe(export_name = "streams#[dtor]input-stream")]
extern "C" fn drop_stream(this: u32) {
    if is_of_file(this) {
        open::close(this & !OF_FILE);
    } else {
        unsafe { host_drop_stream(this) }
    }
}

#[unsafe(export_name = "streams#[method]output-stream.splice")]
extern "C" fn splice(this: u32, source: u32, length: u64) -> Given {
    if is_of_file(source) {
        return splice_file(this, source, length);
    }
    let result = Answer::new().give();
    unsafe { host_splice(this, source, length, result) };
    result
}

#[unsafe(export_name = "streams#[method]output-stream.blocking-splice")]
extern "C" fn blocking_splice(this: u32, source: u32, length: u64) -> Given {
    if is_of_file(source) {
        unsafe {
            let pollable = host_subscribe_output(this);
            host_block(pollable);
            host_drop_pollable(pollable);
        }
        return splice_file(this, source, length);
    }
    let result = Answer::new().give();
    unsafe { host_blocking_splice(this, source, length, result) };
    result
}

/// As much of a file as the host takes now.
fn splice_file(this: u32, source: u32, length: u64) -> Given {
    if is_at_end(source) {
        return closed();
    }
    let result = Answer::new().give();
    unsafe { host_check_write(this, result) };
    let (is_error, room) = unsafe { (*result != 0, result.add(8).cast::<u64>().read()) };
    if is_error {
        return result;
    }
    let bytes = next(source, length.min(room));
    let result = Answer::new().give();
    unsafe { host_write(this, bytes.as_ptr(), bytes.len(), result) };
    let (is_error, case, error) =
        unsafe { (*result != 0, *result.add(4), result.add(8).cast::<u32>().read()) };
    if is_error {
        // The same error, in the place that it has beside a number of 64 bits.
        return Answer::new().u8(0, 1).u8(8, case).u32(12, error).give();
    }
    advance(source, bytes.len());
    Answer::new().u64(8, bytes.len() as u64).give()
}

#[unsafe(export_name = "poll#[method]pollable.ready")]
extern "C" fn ready(this: u32) -> u32 {
    if is_of_file(this) { 1 } else { unsafe { host_ready(this) } }
}

#[unsafe(export_name = "poll#[method]pollable.block")]
extern "C" fn block(this: u32) {
    if !is_of_file(this) {
        unsafe { host_block(this) }
    }
}

#[unsafe(export_name = "poll#[dtor]pollable")]
extern "C" fn drop_pollable(this: u32) {
    if !is_of_file(this) {
        unsafe { host_drop_pollable(this) }
    }
}

/// With a file in the list there is nothing to wait for. The list is the arguments' memory: the
/// indices of those that are ready replace the pollables.
#[unsafe(export_name = "poll#poll")]
extern "C" fn poll(list: *mut u32, length: usize) -> Given {
    let all = if length == 0 { &mut [] } else { unsafe { slice::from_raw_parts_mut(list, length) } };
    if !all.iter().any(|one| is_of_file(*one)) {
        let result = Answer::new().give();
        unsafe { host_poll(list, length, result) };
        return result;
    }
    let mut count = 0;
    for index in 0..all.len() {
        if ready(all[index]) != 0 {
            all[count] = index as u32;
            count += 1;
        }
    }
    Answer::new().u32(0, list as u32).u32(4, count as u32).give()
}
