//! Results in memory, as the Canonical ABI stores them. There is one place for all of them: a caller
//! reads a result before it makes the next call.

use core::ptr;

/// The `error-code`s that occur.
#[derive(Clone, Copy)]
#[repr(u8)]
pub enum Code {
    BadDescriptor = 3,
    Exist = 7,
    Invalid = 12,
    IsDirectory = 14,
    NoEntry = 20,
    InsufficientMemory = 22,
    NotDirectory = 24,
    NotPermitted = 31,
    ReadOnly = 33,
}

/// The largest result is that of `stat` in WASI 0.3.
const SIZE: usize = 112;

#[repr(C, align(8))]
struct Area([u8; SIZE]);

static mut AREA: Area = Area([0; SIZE]);

/// A result that is being written.
pub struct Answer(*mut u8);

impl Answer {
    /// All zero: `ok` and `none`.
    pub fn new() -> Self {
        let area = &raw mut AREA;
        unsafe { ptr::write_bytes(area, 0, 1) };
        Self(area.cast())
    }

    pub fn u8(self, at: usize, value: u8) -> Self {
        unsafe { self.0.add(at).write(value) };
        self
    }

    pub fn u32(self, at: usize, value: u32) -> Self {
        unsafe { self.0.add(at).cast::<u32>().write(value) };
        self
    }

    pub fn u64(self, at: usize, value: u64) -> Self {
        unsafe { self.0.add(at).cast::<u64>().write(value) };
        self
    }

    pub fn slice(self, at: usize, value: &[u8]) -> Self {
        self.u32(at, value.as_ptr() as u32).u32(at + 4, value.len() as u32)
    }

    pub const fn give(self) -> *const u8 {
        self.0
    }
}

pub type Given = *const u8;

/// An error of a `result`. Its place depends on the alignment of the result, and is 1, 4 or 8.
pub fn error(value: u8) -> Given {
    Answer::new().u8(0, 1).u8(1, value).u8(4, value).u8(8, value).give()
}

pub fn fail(code: Code) -> Given {
    error(code as u8)
}

/// `stream-error.closed`
pub fn closed() -> Given {
    error(1)
}

pub fn done() -> Given {
    Answer::new().give()
}

/// The answer to a result that is written, or its error.
pub fn or_fail(result: Result<Answer, Code>) -> Given {
    result.map_or_else(fail, Answer::give)
}
