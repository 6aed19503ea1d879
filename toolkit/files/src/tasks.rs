//! Streams of wasi:filesystem 0.3. A function that gives one returns both ends that its caller reads, and its task goes
//! on: it writes the stream, ends it, and then writes the future.

use crate::answer::Code;
use crate::descriptors::{directory, file};
use crate::third::number;
use crate::tree::node;

#[link(wasm_import_module = "tasks")]
unsafe extern "C" {
    #[link_name = "bytes-new"]
    fn bytes_new() -> u64;
    #[link_name = "bytes-write"]
    fn bytes_write(stream: u32, from: *const u8, count: u32) -> u32;
    #[link_name = "bytes-drop"]
    fn bytes_drop(stream: u32);
    #[link_name = "entries-new"]
    fn entries_new() -> u64;
    #[link_name = "entries-write"]
    fn entries_write(stream: u32, from: *const Entry, count: u32) -> u32;
    #[link_name = "entries-drop"]
    fn entries_drop(stream: u32);
    #[link_name = "future-new"]
    fn future_new() -> u64;
    #[link_name = "future-write"]
    fn future_write(future: u32, from: *const Outcome) -> u32;
    #[link_name = "future-drop"]
    fn future_drop(future: u32);
    #[link_name = "return-read"]
    fn return_read(stream: u32, future: u32);
    #[link_name = "return-directory"]
    fn return_directory(stream: u32, future: u32);
    #[link_name = "return-write"]
    fn return_write(future: u32);
    #[link_name = "return-append"]
    fn return_append(future: u32);
    #[link_name = "drop-written"]
    fn drop_written(stream: u32);
    #[link_name = "drop-appended"]
    fn drop_appended(stream: u32);
    #[link_name = "set-new"]
    fn set_new() -> u32;
    #[link_name = "set-drop"]
    fn set_drop(set: u32);
    #[link_name = "join"]
    fn join(waitable: u32, set: u32);
}

/// Results of a write, and of a callback.
const BLOCKED: u32 = u32::MAX;
const DROPPED: u32 = 1;
const EXIT: u32 = 0;
const YIELD: u32 = 1;
const WAIT: u32 = 2;
/// Events: after a `YIELD`, and of a stream that has been written.
const NONE: u32 = 0;
const STREAM_WRITE: u32 = 3;
/// The most that one write takes.
const LONGEST: usize = (1 << 28) - 1;

/// `directory-entry`
#[repr(C)]
#[derive(Clone, Copy)]
struct Entry {
    kind: u8,
    other: [u32; 3],
    name: *const u8,
    length: u32,
}

/// `result<_, error-code>`
#[repr(C)]
#[derive(Clone, Copy)]
struct Outcome {
    is_error: u32,
    code: u32,
    other: [u32; 3],
}

#[derive(Clone, Copy, PartialEq)]
enum Content {
    Bytes,
    Entries,
}

#[derive(Clone, Copy)]
struct Task {
    is_used: bool,
    content: Content,
    node: u32,
    position: u64,
    /// Handles: of the ends that are written, 0 for a stream that has ended, and of the set that the task waits for.
    stream: u32,
    future: u32,
    set: u32,
    entry: Entry,
    outcome: Outcome,
}

const LIMIT: usize = 256;
const NO_ENTRY: Entry = Entry { kind: 0, other: [0; 3], name: core::ptr::null(), length: 0 };
const DONE: Outcome = Outcome { is_error: 0, code: 0, other: [0; 3] };
const FREE: Task = Task {
    is_used: false,
    content: Content::Bytes,
    node: 0,
    position: 0,
    stream: 0,
    future: 0,
    set: 0,
    entry: NO_ENTRY,
    outcome: DONE,
};

static mut TASKS: [Task; LIMIT] = [FREE; LIMIT];

fn tasks() -> &'static mut [Task; LIMIT] {
    // No two references live at a time: no function here calls another with one, but hands it on.
    unsafe { &mut *(&raw mut TASKS) }
}

impl Task {
    /// Ends the stream with the error of the future.
    fn failed(mut self, code: Code) -> Self {
        let code = number(code as u8).into();
        self.end_stream();
        self.outcome = Outcome { is_error: 1, code, ..DONE };
        self
    }

    fn end_stream(&mut self) {
        match (self.stream, self.content) {
            (0, _) => {}
            (stream, Content::Bytes) => unsafe { bytes_drop(stream) },
            (stream, Content::Entries) => unsafe { entries_drop(stream) },
        }
        self.stream = 0;
    }

    /// Writes what comes next. None at the end.
    fn write(&mut self) -> Option<u32> {
        let node = node(self.node);
        match self.content {
            Content::Bytes => {
                let rest = node.bytes().get(usize::try_from(self.position).ok()?..)?;
                let count = rest.len().min(LONGEST);
                (count > 0).then(|| unsafe { bytes_write(self.stream, rest.as_ptr(), count as u32) })
            }
            Content::Entries => {
                let child = self::node(node.children().nth(self.position as usize)?);
                let (kind, name) = (number(child.kind()), child.name());
                self.entry = Entry { kind, name: name.as_ptr(), length: name.len() as u32, ..NO_ENTRY };
                Some(unsafe { entries_write(self.stream, &raw const self.entry, 1) })
            }
        }
    }

    /// Takes the result of a write.
    fn wrote(&mut self, result: u32) {
        self.position += u64::from(result >> 4);
        if result & 15 == DROPPED {
            self.end_stream();
        }
    }

    fn wait(&self, end: u32) -> u32 {
        unsafe { join(end, self.set) };
        WAIT | self.set << 4
    }

    /// Writes until a reader is awaited.
    fn run(&mut self) -> u32 {
        while self.stream != 0 {
            match self.write() {
                None => self.end_stream(),
                Some(BLOCKED) => return self.wait(self.stream),
                Some(result) => self.wrote(result),
            }
        }
        match unsafe { future_write(self.future, &raw const self.outcome) } {
            BLOCKED => self.wait(self.future),
            _ => self.finish(),
        }
    }

    fn finish(&mut self) -> u32 {
        unsafe {
            future_drop(self.future);
            set_drop(self.set);
        }
        self.is_used = false;
        EXIT
    }
}

/// Where no place is free, the error waits for its reader without a task. It ends after a `YIELD`, because
/// js-component-bindgen 2.18 forgets the caller of one that ends in its first step.
static mut TOO_MANY: Outcome =
    Outcome { is_error: 1, code: number(Code::InsufficientMemory as u8) as u32, other: [0; 3] };

fn start(task: Task) -> u32 {
    match tasks().iter_mut().find(|one| !one.is_used) {
        Some(place) => {
            *place = Task { is_used: true, set: unsafe { set_new() }, ..task };
            place.run()
        }
        None => {
            let future = task.failed(Code::InsufficientMemory).future;
            unsafe { future_write(future, &raw const TOO_MANY) };
            YIELD
        }
    }
}

/// The end to read and the end to write.
const fn ends(both: u64) -> (u32, u32) {
    (both as u32, (both >> 32) as u32)
}

#[unsafe(export_name = "third#[task]read-via-stream")]
extern "C" fn read_via_stream(this: u32, position: u64) -> u32 {
    let ((reads, stream), (result, future)) = unsafe { (ends(bytes_new()), ends(future_new())) };
    unsafe { return_read(reads, result) };
    let task = Task { node: this, position, stream, future, ..FREE };
    start(match file(this) {
        Ok(_) => task,
        Err(code) => task.failed(code),
    })
}

#[unsafe(export_name = "third#[task]read-directory")]
extern "C" fn read_directory(this: u32) -> u32 {
    let ((reads, stream), (result, future)) = unsafe { (ends(entries_new()), ends(future_new())) };
    unsafe { return_directory(reads, result) };
    let task = Task { node: this, content: Content::Entries, stream, future, ..FREE };
    start(match directory(this) {
        Ok(_) => task,
        Err(code) => task.failed(code),
    })
}

#[unsafe(export_name = "third#[task]write-via-stream")]
extern "C" fn write_via_stream(_this: u32, given: u32, _offset: u64) -> u32 {
    let (result, future) = unsafe { ends(future_new()) };
    unsafe {
        return_write(result);
        drop_written(given);
    }
    start(Task { future, ..FREE }.failed(Code::ReadOnly))
}

#[unsafe(export_name = "third#[task]append-via-stream")]
extern "C" fn append_via_stream(_this: u32, given: u32) -> u32 {
    let (result, future) = unsafe { ends(future_new()) };
    unsafe {
        return_append(result);
        drop_appended(given);
    }
    start(Task { future, ..FREE }.failed(Code::ReadOnly))
}

/// A reader has come to what `end` writes; or a task without a place goes on, to its end.
#[unsafe(export_name = "third#callback")]
extern "C" fn callback(event: u32, end: u32, result: u32) -> u32 {
    if event == NONE {
        return EXIT;
    }
    unsafe { join(end, 0) };
    let is_stream = event == STREAM_WRITE;
    let is_its = |one: &&mut Task| one.is_used && end == if is_stream { one.stream } else { one.future };
    let Some(task) = tasks().iter_mut().find(is_its) else { return EXIT };
    if is_stream {
        task.wrote(result);
        return task.run();
    }
    task.finish()
}
