//! Calls and what they make.

use crate::{files, streams};
use std::collections::HashMap;
use wasip2::filesystem::preopens::get_directories;
use wasip2::filesystem::types::Descriptor;
use wasip2::io::poll::Pollable;
use wasip2::io::streams::{InputStream, OutputStream};

/// What the calls have made, by the names they gave it. Fields are dropped in order: children first.
#[derive(Default)]
pub struct Held {
    pub pollables: HashMap<String, Pollable>,
    pub inputs: HashMap<String, InputStream>,
    pub outputs: HashMap<String, OutputStream>,
    pub descriptors: HashMap<String, Descriptor>,
}

/// The answer as text: of a call that succeeds, or the name of its error.
pub type Answer = Result<String, String>;

impl Held {
    /// With the preopens, as `p0`, `p1`, …
    pub fn new() -> Self {
        let mut held = Self::default();
        for (number, (descriptor, _)) in get_directories().into_iter().enumerate() {
            held.descriptors.insert(format!("p{number}"), descriptor);
        }
        held
    }

    /// Makes a call, and returns a line with its answer.
    pub fn answer(&mut self, call: &str) -> String {
        let words: Vec<String> = call.split(' ').map(unescape).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let answer = files::call(self, &words)
            .or_else(|| streams::call(self, &words))
            .unwrap_or_else(|| Err("no such call".into()));
        match answer {
            Ok(text) => format!("{call}: {text}"),
            Err(error) => format!("{call}: error {error}"),
        }
    }
}

fn unescape(word: &str) -> String {
    let mut parts = word.split('%');
    let mut text = parts.next().unwrap_or_default().to_string();
    for part in parts {
        if let Some(byte) = part
            .get(..2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
        {
            text.push(byte as char);
            text.push_str(&part[2..]);
        }
    }
    text
}
