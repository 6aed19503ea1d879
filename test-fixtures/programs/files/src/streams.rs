//! Calls of wasi:io, on streams of files and on those of wasi:cli.

use crate::calls::{Answer, Held};
use crate::files::{number, text};
use wasip2::cli::{stderr, stdin, stdout};
use wasip2::clocks::monotonic_clock;
use wasip2::filesystem::types::filesystem_error_code;
use wasip2::io::streams::{OutputStream, StreamError};

pub fn call(held: &mut Held, words: &[&str]) -> Option<Answer> {
    make(held, words).or_else(|| use_stream(held, words))
}

/// Calls that make a stream or a pollable, or drop one.
fn make(held: &mut Held, words: &[&str]) -> Option<Answer> {
    match words {
        ["read-stream", name, file, offset] => {
            let made = held.descriptors[*file].read_via_stream(number(offset));
            Some(
                made.map(|s| insert(&mut held.inputs, name, s))
                    .map_err(|e| e.name().into()),
            )
        }
        ["write-stream", name, file, offset] => {
            let made = held.descriptors[*file].write_via_stream(number(offset));
            Some(
                made.map(|s| insert(&mut held.outputs, name, s))
                    .map_err(|e| e.name().into()),
            )
        }
        ["append-stream", name, file] => {
            let made = held.descriptors[*file].append_via_stream();
            Some(
                made.map(|s| insert(&mut held.outputs, name, s))
                    .map_err(|e| e.name().into()),
            )
        }
        ["stdin", name] => Some(Ok(insert(&mut held.inputs, name, stdin::get_stdin()))),
        ["stdout", name] => Some(Ok(insert(&mut held.outputs, name, stdout::get_stdout()))),
        ["stderr", name] => Some(Ok(insert(&mut held.outputs, name, stderr::get_stderr()))),
        ["timer", name, ms] => {
            let pollable = monotonic_clock::subscribe_duration(number(ms) * 1_000_000);
            Some(Ok(insert(&mut held.pollables, name, pollable)))
        }
        ["subscribe", name, stream] => {
            let pollable = match held.inputs.get(*stream) {
                Some(stream) => stream.subscribe(),
                None => held.outputs[*stream].subscribe(),
            };
            Some(Ok(insert(&mut held.pollables, name, pollable)))
        }
        ["drop", name] => {
            drop(held.pollables.remove(*name));
            drop(held.inputs.remove(*name));
            drop(held.outputs.remove(*name));
            Some(Ok("dropped".into()))
        }
        _ => None,
    }
}

fn insert<T>(map: &mut std::collections::HashMap<String, T>, name: &str, made: T) -> String {
    map.insert(name.into(), made);
    "made".into()
}

fn use_stream(held: &mut Held, words: &[&str]) -> Option<Answer> {
    let [call, name, rest @ ..] = words else {
        return None;
    };
    if *call == "block" {
        held.pollables[*name].block();
        return Some(Ok("ready".into()));
    }
    if *call == "ready" {
        return Some(Ok(held.pollables[*name].ready().to_string()));
    }
    if let Some(stream) = held.inputs.get(*name) {
        return Some(match (*call, rest) {
            ("sread", [n]) => stream.read(number(n)).map(|b| text(&b)).map_err(failure),
            ("bread", [n]) => stream
                .blocking_read(number(n))
                .map(|b| text(&b))
                .map_err(failure),
            ("skip", [n]) => stream
                .skip(number(n))
                .map(|n| n.to_string())
                .map_err(failure),
            ("bskip", [n]) => stream
                .blocking_skip(number(n))
                .map(|n| n.to_string())
                .map_err(failure),
            _ => return None,
        });
    }
    let stream = held.outputs.get(*name)?;
    Some(match (*call, rest) {
        ("fill", []) => fill(stream),
        ("check", []) => stream
            .check_write()
            .map(|n| (n > 0).to_string())
            .map_err(failure),
        ("swrite", [bytes]) => done(stream.write(bytes.as_bytes())),
        ("swrite-many", [n]) => done(stream.write(&vec![b'x'; number(n) as usize])),
        ("bwrite", [bytes]) => done(stream.blocking_write_and_flush(bytes.as_bytes())),
        ("bwrite-many", [n]) => {
            done(stream.blocking_write_and_flush(&vec![b'x'; number(n) as usize]))
        }
        ("zeroes", [n]) => done(stream.write_zeroes(number(n))),
        ("bzeroes", [n]) => done(stream.blocking_write_zeroes_and_flush(number(n))),
        ("flush", []) => done(stream.flush()),
        ("bflush", []) => done(stream.blocking_flush()),
        ("splice", [from, n]) => stream
            .splice(&held.inputs[*from], number(n))
            .map(|n| n.to_string())
            .map_err(failure),
        ("bsplice", [from, n]) => stream
            .blocking_splice(&held.inputs[*from], number(n))
            .map(|n| n.to_string())
            .map_err(failure),
        _ => return None,
    })
}

/// Writes until there is no room, and leaves with success; or with a failure when there always is.
fn fill(stream: &OutputStream) -> Answer {
    for _ in 0..4096 {
        match stream.check_write().expect("somebody reads") {
            0 => std::process::exit(0),
            room => stream
                .write(&vec![b'x'; room.min(4096) as usize])
                .expect("somebody reads"),
        }
    }
    std::process::exit(1)
}

fn done(result: Result<(), StreamError>) -> Answer {
    result.map(|()| "done".into()).map_err(failure)
}

fn failure(error: StreamError) -> String {
    match error {
        StreamError::Closed => "closed".into(),
        StreamError::LastOperationFailed(error) => {
            format!(
                "failed, as {:?}",
                filesystem_error_code(&error).map(|code| code.name())
            )
        }
    }
}
