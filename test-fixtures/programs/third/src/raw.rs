//! Built-ins of the Component Model, called past the bindings with handles and counts that a guest makes up.
use crate::say;
use wasip3::cli::stdin;

#[link(wasm_import_module = "wasi:cli/stdin@0.3.0")]
unsafe extern "C" {
    #[link_name = "[stream-new-0]read-via-stream"]
    fn stream_new() -> u64;
    #[link_name = "[async-lower][stream-read-0]read-via-stream"]
    fn stream_read(handle: u32, to: *mut u8, count: u32) -> u32;
    #[link_name = "[async-lower][stream-write-0]read-via-stream"]
    fn stream_write(handle: u32, from: *const u8, count: u32) -> u32;
    #[link_name = "[stream-cancel-read-0]read-via-stream"]
    fn stream_cancel_read(handle: u32) -> u32;
    #[link_name = "[stream-cancel-write-0]read-via-stream"]
    fn stream_cancel_write(handle: u32) -> u32;
    #[link_name = "[stream-drop-readable-0]read-via-stream"]
    fn stream_drop_readable(handle: u32);
    #[link_name = "[stream-drop-writable-0]read-via-stream"]
    fn stream_drop_writable(handle: u32);
    #[link_name = "[future-new-1]read-via-stream"]
    fn future_new() -> u64;
    #[link_name = "[async-lower][future-read-1]read-via-stream"]
    fn future_read(handle: u32, to: *mut u8) -> u32;
    #[link_name = "[future-drop-readable-1]read-via-stream"]
    fn future_drop_readable(handle: u32);
    #[link_name = "[future-drop-writable-1]read-via-stream"]
    fn future_drop_writable(handle: u32);
    #[link_name = "[future-cancel-read-1]read-via-stream"]
    fn future_cancel_read(handle: u32) -> u32;
}

#[link(wasm_import_module = "$root")]
unsafe extern "C" {
    #[link_name = "[waitable-set-new]"]
    fn set_new() -> u32;
    #[link_name = "[waitable-set-drop]"]
    fn set_drop(set: u32);
    #[link_name = "[waitable-set-poll]"]
    fn set_poll(set: u32, event: *mut u32) -> u32;
    #[link_name = "[waitable-join]"]
    fn join(waitable: u32, set: u32);
    #[link_name = "[subtask-cancel]"]
    fn subtask_cancel(handle: u32) -> u32;
    #[link_name = "[subtask-drop]"]
    fn subtask_drop(handle: u32);
}

#[link(wasm_import_module = "[export]$root")]
unsafe extern "C" {
    #[link_name = "[task-cancel]"]
    fn task_cancel();
}

const BLOCKED: u32 = u32::MAX;
static mut BYTES: [u8; 64] = [0; 64];

fn bytes() -> *mut u8 {
    &raw mut BYTES as *mut u8
}

/// The readable and the writable end.
fn ends(both: u64) -> (u32, u32) {
    (both as u32, (both >> 32) as u32)
}

fn outcome(code: u32) -> String {
    match (code, code & 15, code >> 4) {
        (BLOCKED, ..) => "blocked".to_string(),
        (_, how, count) => format!(
            "{} {count}",
            ["completed", "dropped", "cancelled"][how as usize]
        ),
    }
}

pub async fn step(words: &[&str]) -> bool {
    let ["raw", what, numbers @ ..] = words else {
        return false;
    };
    let number = |at: usize| {
        numbers
            .get(at)
            .map_or(0, |word: &&str| word.parse::<u32>().unwrap())
    };
    let handle = number(0);
    let answer = unsafe {
        match *what {
            "read" => outcome(stream_read(handle, bytes(), number(1))),
            "write" => outcome(stream_write(handle, bytes(), number(1))),
            "cancel-read" => outcome(stream_cancel_read(handle)),
            "cancel-write" => outcome(stream_cancel_write(handle)),
            "drop-readable" => format!("{:?}", stream_drop_readable(handle)),
            "drop-writable" => format!("{:?}", stream_drop_writable(handle)),
            "future-read" => outcome(future_read(handle, bytes())),
            "future-cancel" => outcome(future_cancel_read(handle)),
            "future-drop" => format!("{:?}", future_drop_readable(handle)),
            "future-unwritten" => {
                let (_, writable) = ends(future_new());
                format!("{:?}", future_drop_writable(writable))
            }
            "subtask-cancel" => outcome(subtask_cancel(handle)),
            "subtask-drop" => format!("{:?}", subtask_drop(handle)),
            "task-cancel" => format!("{:?}", task_cancel()),
            "poll" => {
                let mut event = [0; 2];
                format!("{} {event:?}", set_poll(handle, event.as_mut_ptr()))
            }
            "join" => format!("{:?}", join(handle, number(1))),
            "set-drop" => format!("{:?}", set_drop(handle)),
            "set-twice" => {
                let set = set_new();
                set_drop(set);
                format!("{:?}", set_drop(set))
            }
            // A set that still has something in it.
            "set-full" => {
                let (set, (readable, _)) = (set_new(), ends(stream_new()));
                join(readable, set);
                format!("{:?}", set_drop(set))
            }
            // Reading twice at once, from a stream that nobody writes.
            "read-twice" => {
                let (readable, _) = ends(stream_new());
                let first = outcome(stream_read(readable, bytes(), 1));
                format!("{first} {}", outcome(stream_read(readable, bytes(), 1)))
            }
            "read-and-cancel" => {
                let (readable, writable) = ends(stream_new());
                let read = outcome(stream_read(readable, bytes(), 8));
                let cancelled = outcome(stream_cancel_read(readable));
                stream_drop_readable(readable);
                let written = outcome(stream_write(writable, bytes(), 8));
                stream_drop_writable(writable);
                format!("{read} {cancelled} {written}")
            }
            "write-and-cancel" => {
                let (readable, writable) = ends(stream_new());
                let written = outcome(stream_write(writable, bytes(), 8));
                let cancelled = outcome(stream_cancel_write(writable));
                stream_drop_writable(writable);
                format!(
                    "{written} {cancelled} {}",
                    outcome(stream_read(readable, bytes(), 8))
                )
            }
            "cancel-nothing" => {
                let (readable, _) = ends(stream_new());
                outcome(stream_cancel_read(readable))
            }
            // An end is dropped in the middle of a read.
            "drop-reading" => {
                let (readable, _) = ends(stream_new());
                let read = outcome(stream_read(readable, bytes(), 8));
                format!("{read} {:?}", stream_drop_readable(readable))
            }
            "drop-other-end" => {
                let (readable, _) = ends(stream_new());
                format!("{:?}", stream_drop_writable(readable))
            }
            "drop-twice" => {
                let (readable, _) = ends(stream_new());
                stream_drop_readable(readable);
                format!("{:?}", stream_drop_readable(readable))
            }
            "write-to-reader" => {
                let (readable, _) = ends(stream_new());
                outcome(stream_write(readable, bytes(), 1))
            }
            // More than there is memory, and more than a stream takes.
            "read-outside" => {
                let (readable, _) = ends(stream_new());
                outcome(stream_read(readable, bytes(), number(0)))
            }
            "write-outside" => {
                let (_, writable) = ends(stream_new());
                outcome(stream_write(writable, bytes(), number(0)))
            }
            "read-at-the-end-of-memory" => {
                let (readable, _) = ends(stream_new());
                outcome(stream_read(readable, u32::MAX as *mut u8, 1))
            }
            // From the same component to itself, bytes at once and none.
            "through" => {
                let (readable, writable) = ends(stream_new());
                let read = outcome(stream_read(readable, bytes(), number(0)));
                let written = outcome(stream_write(writable, bytes(), number(1)));
                format!("{read} {written}")
            }
            "streams" => {
                for _ in 0..number(0) {
                    stream_new();
                }
                format!("{}", number(0))
            }
            "sets" => {
                for _ in 0..number(0) {
                    set_new();
                }
                format!("{}", number(0))
            }
            // Input that is asked for and never read, or whose result is.
            "unread-input" => {
                for _ in 0..number(0) {
                    std::mem::forget(stdin::read_via_stream());
                }
                "forgotten".to_string()
            }
            _ => "unknown".to_string(),
        }
    };
    say(answer).await;
    true
}
