//! Calls wasi:filesystem and its streams as its arguments say, one call an argument, and prints the answers.
//! An argument is a call and its words: `open f p0 a.txt rw` opens `a.txt` of the first preopen as `f`.
//! In a word, `%00` is a byte in hexadecimal and `%` alone the empty word.

mod files;
mod streams;

use std::collections::HashMap;
use wasip2::filesystem::preopens::get_directories;
use wasip2::filesystem::types::Descriptor;
use wasip2::io::poll::Pollable;
use wasip2::io::streams::{InputStream, OutputStream};

/// What the calls have made, by the names they gave it. Fields are dropped in order: children first.
#[derive(Default)]
pub struct Held {
    pollables: HashMap<String, Pollable>,
    inputs: HashMap<String, InputStream>,
    outputs: HashMap<String, OutputStream>,
    descriptors: HashMap<String, Descriptor>,
}

/// The answer as text: of a call that succeeds, or the name of its error.
pub type Answer = Result<String, String>;

fn main() {
    let mut held = Held::default();
    for (number, (descriptor, _)) in get_directories().into_iter().enumerate() {
        held.descriptors.insert(format!("p{number}"), descriptor);
    }
    for argument in std::env::args().skip(1) {
        let words: Vec<String> = argument.split(' ').map(unescape).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let answer = files::call(&mut held, &words)
            .or_else(|| streams::call(&mut held, &words))
            .unwrap_or_else(|| Err("no such call".into()));
        match answer {
            Ok(text) => println!("{argument}: {text}"),
            Err(error) => println!("{argument}: error {error}"),
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
