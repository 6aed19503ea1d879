//! Calls of wasi:io, on standard streams and on those of files.
use crate::state::{State, number, shown, stream_error};
use wasip2::cli::{stderr::get_stderr, stdin::get_stdin, stdout::get_stdout};
use wasip2::clocks::monotonic_clock::subscribe_duration;
use wasip2::io::poll::{Pollable, poll};
use wasip2::io::streams::StreamError;

pub fn step(state: &mut State, words: &[&str]) -> bool {
    takes(state, words) || reads(state, words) || writes(state, words)
}

/// Nothing is printed: output may be what is under test.
fn takes(state: &mut State, words: &[&str]) -> bool {
    match *words {
        ["stdin"] => state.input = Some(get_stdin()),
        ["stdout"] => state.output = Some(get_stdout()),
        ["stderr"] => state.output = Some(get_stderr()),
        ["drop-input"] => state.input = None,
        ["drop-output"] => state.output = None,
        ["drop-pollable"] => state.pollable = None,
        ["drop-file"] => state.file = None,
        ["subscribe-input"] => state.pollable = Some(state.input().subscribe()),
        ["subscribe-output"] => state.pollable = Some(state.output().subscribe()),
        _ => return false,
    }
    true
}

fn reads(state: &mut State, words: &[&str]) -> bool {
    let bytes = |result: Result<Vec<u8>, StreamError>| match result {
        Ok(bytes) => shown(&bytes),
        Err(error) => stream_error(error),
    };
    let count = |result: Result<u64, StreamError>| match result {
        Ok(count) => format!("{count}"),
        Err(error) => stream_error(error),
    };
    let answer = match *words {
        ["in.read", length] => bytes(state.input().read(number(length))),
        ["in.wait", length] => bytes(state.input().blocking_read(number(length))),
        ["in.skip", length] => count(state.input().skip(number(length))),
        ["in.skip-wait", length] => count(state.input().blocking_skip(number(length))),
        ["in.all", length] => all(state, number(length)),
        ["in.ready"] => format!("{}", state.input().subscribe().ready()),
        ["in.block"] => {
            state.input().subscribe().block();
            "ok".into()
        }
        ["ready"] => format!("{}", state.pollable.as_ref().expect("a pollable").ready()),
        ["in.or-timer", ms] => {
            let (input, timer) = (state.input().subscribe(), timer(number(ms)));
            format!("{:?}", poll(&[&input, &timer]))
        }
        ["poll-nothing"] => format!("{:?}", poll(&[])),
        ["poll-twice"] => {
            let timer = timer(0);
            timer.block();
            format!("{:?}", poll(&[&timer, &timer]))
        }
        ["splice", length] => count(state.output().splice(state.input(), number(length))),
        ["splice-wait", length] => count(state.output().blocking_splice(state.input(), number(length))),
        _ => return false,
    };
    println!("{}: {answer}", words.join(" "));
    true
}

fn all(state: &State, length: u64) -> String {
    let mut bytes = Vec::new();
    loop {
        match state.input().blocking_read(length) {
            Ok(more) => bytes.extend(more),
            Err(error) => return format!("{} {}", shown(&bytes), stream_error(error)),
        }
    }
}

fn writes(state: &mut State, words: &[&str]) -> bool {
    let done = |result: Result<(), StreamError>| match result {
        Ok(()) => "ok".into(),
        Err(error) => stream_error(error),
    };
    let bytes = |length: &str| vec![b'z'; number(length) as usize];
    let output = || state.output();
    let answer: String = match *words {
        ["out.check"] => match output().check_write() {
            Ok(permit) => format!("{permit}"),
            Err(error) => stream_error(error),
        },
        // A write needs a permit; `out.bare` makes the call without one.
        ["out.write", text] => done(output().check_write().and_then(|_| output().write(text.as_bytes()))),
        ["out.bare", text] => done(output().write(text.as_bytes())),
        ["out.over", more] => done(output().check_write().and_then(|permit| {
            output().write(&vec![b'o'; (permit + number(more)) as usize])
        })),
        ["out.wait", text] => done(output().blocking_write_and_flush(text.as_bytes())),
        ["out.long", length] => done(output().blocking_write_and_flush(&bytes(length))),
        ["out.zeroes", length] => {
            done(output().check_write().and_then(|_| output().write_zeroes(number(length))))
        }
        ["out.zeroes-wait", length] => done(output().blocking_write_zeroes_and_flush(number(length))),
        ["out.flush"] => done(output().flush()),
        ["out.flush-wait"] => done(output().blocking_flush()),
        ["out.ready"] => format!("{}", output().subscribe().ready()),
        ["out.many", times] => {
            let written = (0..number(times)).try_for_each(|time| {
                output().blocking_write_and_flush(format!("line {time}\n").as_bytes())
            });
            done(written)
        }
        _ => return false,
    };
    eprintln!("{}: {answer}", words.join(" "));
    true
}

fn timer(ms: u64) -> Pollable {
    subscribe_duration(ms * 1_000_000)
}
