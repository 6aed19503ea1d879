//! Programs that send more than one request, or lose interest.

use crate::send::{Description, print, response};
use wasip2::clocks::monotonic_clock;
use wasip2::http::types::{IncomingBody, OutgoingBody};
use wasip2::io::poll::poll;

fn get<'a>(authority: &'a str, path: &'a str) -> [&'a str; 2] {
    [authority, path]
}

/// Both are under way; the one that is ready first is printed first.
pub fn two(authority: &str, first: &str, second: &str) {
    let words = [get(authority, first), get(authority, second)];
    let futures = words.map(|words| Description(&words).start().unwrap());
    let mut open: Vec<_> = (0..2).collect();
    while !open.is_empty() {
        let pollables: Vec<_> = open.iter().map(|index| futures[*index].subscribe()).collect();
        let ready = poll(&pollables.iter().collect::<Vec<_>>());
        drop(pollables);
        let index = open.remove(ready[0] as usize);
        println!("{index} is ready");
        print(futures[index].get().unwrap().unwrap());
        println!("once more: {:?}", futures[index].get().map(|result| result.is_err()));
    }
}

pub fn many(authority: &str, path: &str, count: usize) {
    for turn in 0..count {
        let words = get(authority, path);
        let future = Description(&words).start().unwrap();
        let response = response(&future).unwrap();
        let body = response.consume().unwrap();
        let stream = body.stream().unwrap();
        let mut length = 0;
        while let Ok(bytes) = stream.blocking_read(1000) {
            length += bytes.len();
        }
        println!("{turn}: {} {length}", response.status());
    }
}

/// Drops a future whose response has not come, and a response whose body has not been read; then goes on.
pub fn dropped(authority: &str, slow: &str, long: &str, path: &str) {
    let words = get(authority, slow);
    drop(Description(&words).start().unwrap());
    let words = get(authority, long);
    let future = Description(&words).start().unwrap();
    drop(response(&future));
    let future = Description(&words).start().unwrap();
    let unread = response(&future).unwrap();
    let body = unread.consume().unwrap();
    drop(body.stream().unwrap().blocking_read(10));
    drop(body);
    drop(unread);
    let words = get(authority, path);
    print(response(&Description(&words).start().unwrap()));
}

/// A response that is left alone for a while before it is read.
pub fn late(authority: &str, path: &str, milliseconds: u64) {
    let words = get(authority, path);
    let future = Description(&words).start().unwrap();
    let response = response(&future);
    monotonic_clock::subscribe_duration(milliseconds * 1_000_000).block();
    print(response);
}

/// Sends what it receives while it receives it.
pub fn relay(authority: &str, from: &str, to: &str) {
    let words = get(authority, from);
    let source = response(&Description(&words).start().unwrap()).unwrap();
    let incoming = source.consume().unwrap();
    let request = Description(&[authority, to, "method=POST"]).request().unwrap();
    let outgoing = request.body().unwrap();
    let future = wasip2::http::outgoing_handler::handle(request, None).unwrap();
    {
        let input = incoming.stream().unwrap();
        let output = outgoing.write().unwrap();
        while let Ok(bytes) = input.blocking_read(4096) {
            output.blocking_write_and_flush(&bytes).unwrap();
        }
    }
    IncomingBody::finish(incoming);
    OutgoingBody::finish(outgoing, None).unwrap();
    print(response(&future));
}
