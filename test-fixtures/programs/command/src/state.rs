//! What the steps leave to each other.
use wasip2::filesystem::preopens::get_directories;
use wasip2::filesystem::types::{Descriptor, ErrorCode, filesystem_error_code};
use wasip2::io::poll::Pollable;
use wasip2::io::streams::{InputStream, OutputStream, StreamError};

pub struct State {
    /// The folder that paths begin at: the last one granted, until `enter`.
    pub folder: Option<Descriptor>,
    pub file: Option<Descriptor>,
    pub input: Option<InputStream>,
    pub output: Option<OutputStream>,
    pub pollable: Option<Pollable>,
}

impl State {
    pub fn new() -> State {
        State { folder: root(), file: None, input: None, output: None, pollable: None }
    }

    pub fn folder(&self) -> &Descriptor {
        self.folder.as_ref().expect("no folder is granted")
    }

    pub fn file(&self) -> &Descriptor {
        self.file.as_ref().expect("no file is open")
    }

    pub fn input(&self) -> &InputStream {
        self.input.as_ref().expect("no input stream")
    }

    pub fn output(&self) -> &OutputStream {
        self.output.as_ref().expect("no output stream")
    }
}

pub fn root() -> Option<Descriptor> {
    get_directories().pop().map(|(folder, _)| folder)
}

/// `ok`, or the name of the error.
pub fn outcome<T>(result: Result<T, ErrorCode>) -> String {
    match result {
        Ok(_) => "ok".into(),
        Err(code) => code.name().into(),
    }
}

pub fn stream_error(error: StreamError) -> String {
    match error {
        StreamError::Closed => "closed".into(),
        StreamError::LastOperationFailed(inner) => match filesystem_error_code(&inner) {
            Some(code) => format!("failed: {}", code.name()),
            None => "failed".into(),
        },
    }
}

/// Bytes as text; long ones as their number and sum.
pub fn shown(bytes: &[u8]) -> String {
    if bytes.len() <= 64 {
        return format!("{:?}", String::from_utf8_lossy(bytes));
    }
    let sum: u64 = bytes.iter().map(|byte| u64::from(*byte)).sum();
    format!("{} bytes, sum {sum}", bytes.len())
}

pub fn number(text: &str) -> u64 {
    text.parse().expect("a number")
}
