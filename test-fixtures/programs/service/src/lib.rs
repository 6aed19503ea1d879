//! A `wasi:http/incoming-handler` whose behaviour is chosen by the path of the request.

use wasip2::clocks::monotonic_clock;
use wasip2::http::outgoing_handler;
use wasip2::http::types::{
    ErrorCode, Fields, FutureIncomingResponse, IncomingBody, IncomingRequest, OutgoingBody, OutgoingRequest,
    OutgoingResponse, ResponseOutparam, Scheme,
};
use wasip2::io::streams::{OutputStream, StreamError};

struct Service;

wasip2::http::proxy::export!(Service);

impl wasip2::exports::http::incoming_handler::Guest for Service {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let path = request.path_with_query().unwrap_or_default();
        let (path, query) = path.split_once('?').unwrap_or((&path, ""));
        let number = query.parse::<u64>().unwrap_or(0);
        match path {
            "/hello" => answer(out, 200, &[], b"hello\n"),
            "/sleep" => {
                monotonic_clock::subscribe_duration(number * 1_000_000).block();
                answer(out, 200, &[], b"awake\n");
            }
            "/trap" => panic!("the handler panics"),
            "/none" => drop(out),
            "/error" => ResponseOutparam::set(out, Err(ErrorCode::InternalError(Some("why".into())))),
            "/trap-in-body" => {
                let body = start(out, 200, &[]);
                let stream = body.write().unwrap();
                stream.blocking_write_and_flush(b"half").unwrap();
                panic!("the handler panics in the body");
            }
            "/no-finish" => {
                let body = start(out, 200, &[]);
                body.write().unwrap().blocking_write_and_flush(b"half").unwrap();
            }
            "/status" => answer(out, number as u16, &[], b""),
            "/latin" => answer(out, 200, &[("x-name", b"caf\xe9")], b"latin\n"),
            "/headers" => echo_headers(request, out),
            "/echo" => echo(request, out),
            "/count" => count(request, out),
            "/big" => big(out, number),
            "/length" => with_length(out, number),
            "/print" => {
                println!("to stdout");
                eprintln!("to stderr");
                answer(out, 200, &[], b"printed\n");
            }
            "/trailer" => answer(out, 200, &[("content-length", b"2"), ("trailer", b"x-a")], b"hi"),
            "/two-lengths" => answer(out, 200, &[("content-length", b"2"), ("content-length", b"3")], b"hi"),
            "/trailers" => with_trailers(out, &[("trailer", b"x-sum, x-two")]),
            "/trailers-undeclared" => with_trailers(out, &[]),
            "/trailers-length" => with_trailers(out, &[("content-length", b"4"), ("trailer", b"x-sum, x-two")]),
            "/received-trailers" => received_trailers(request, out, query),
            "/fetch" => fetch(query, out),
            "/no-body" => {
                let fields = Fields::new();
                if !query.is_empty() {
                    fields.append("content-length", query.as_bytes()).unwrap();
                }
                ResponseOutparam::set(out, Ok(OutgoingResponse::new(fields)));
            }
            "/drop-body" => drop(start(out, 200, &[("content-length", query.as_bytes())])),
            "/abandon" => {
                std::mem::forget(send(query, "/silent"));
                answer(out, 200, &[], b"abandoned\n");
            }
            _ if query == "request" || path.is_empty() => describe(request, out),
            "/twice" => {
                let handle = out.handle();
                answer(out, 200, &[], b"once\n");
                answer(unsafe { ResponseOutparam::from_handle(handle) }, 200, &[], b"twice\n");
            }
            "/until-closed" => until_closed(out),
            "/until-full" => until_full(out),
            "/patient" => patient(out, number),
            "/trap-behind" => {
                patient(out, number);
                panic!("the handler panics behind its response");
            }
            "/body-before-stream" => {
                let body = start(out, 200, &[]);
                let stream = body.write().unwrap();
                write(&stream, b"half").unwrap();
                drop(body);
            }
            "/finish-before-stream" => {
                let body = start(out, 200, &[]);
                let stream = body.write().unwrap();
                write(&stream, b"half").unwrap();
                let _ = OutgoingBody::finish(body, None);
            }
            "/loop" => spin(),
            "/hoard" => {
                let hoard = vec![1u8; number as usize * 1_048_576];
                std::hint::black_box(&hoard);
                spin();
            }
            "/loop-in-body" => {
                let body = start(out, 200, &[]);
                write(&body.write().unwrap(), b"half").unwrap();
                spin();
            }
            _ => answer(out, 404, &[], b"not found\n"),
        }
    }
}

fn start(out: ResponseOutparam, status: u16, headers: &[(&str, &[u8])]) -> OutgoingBody {
    let fields = Fields::new();
    for (name, value) in headers {
        fields.append(&name.to_string(), &value.to_vec()).unwrap();
    }
    let response = OutgoingResponse::new(fields);
    response.set_status_code(status).unwrap();
    let body = response.body().unwrap();
    ResponseOutparam::set(out, Ok(response));
    body
}

fn answer(out: ResponseOutparam, status: u16, headers: &[(&str, &[u8])], contents: &[u8]) {
    let body = start(out, status, headers);
    if !contents.is_empty() {
        write(&body.write().unwrap(), contents).unwrap();
    }
    OutgoingBody::finish(body, None).unwrap();
}

/// Within what `blocking-write-and-flush` takes at once.
fn write(stream: &OutputStream, contents: &[u8]) -> Result<(), StreamError> {
    contents.chunks(4096).try_for_each(|chunk| stream.blocking_write_and_flush(chunk))
}

/// The names and values that arrived, sorted, a line each.
fn echo_headers(request: IncomingRequest, out: ResponseOutparam) {
    let mut lines: Vec<Vec<u8>> = request
        .headers()
        .entries()
        .into_iter()
        .filter(|(name, _)| name.starts_with("x-"))
        .map(|(name, value)| [name.as_bytes(), b": ", &value, b"\n"].concat())
        .collect();
    lines.sort();
    answer(out, 200, &[], &lines.concat());
}

/// Copies the body while it arrives.
fn echo(request: IncomingRequest, out: ResponseOutparam) {
    copy(request.consume().unwrap(), start(out, 200, &[]));
}

fn copy(incoming: IncomingBody, body: OutgoingBody) {
    {
        let input = incoming.stream().unwrap();
        let output = body.write().unwrap();
        while let Ok(bytes) = input.blocking_read(65_536) {
            if write(&output, &bytes).is_err() {
                break;
            }
        }
    }
    IncomingBody::finish(incoming);
    OutgoingBody::finish(body, None).unwrap();
}

/// Four bytes and trailers, one of which no header names.
fn with_trailers(out: ResponseOutparam, headers: &[(&str, &[u8])]) {
    let body = start(out, 200, headers);
    write(&body.write().unwrap(), b"body").unwrap();
    let trailers = Fields::new();
    for (name, value) in [("X-Sum", &b"4"[..]), ("x-two", b"a"), ("X-Sum", b"caf\xe9"), ("x-other", b"1")] {
        trailers.append(name, value).unwrap();
    }
    OutgoingBody::finish(body, Some(trailers)).unwrap();
}

fn send(authority: &str, path: &str) -> Result<FutureIncomingResponse, ErrorCode> {
    let request = OutgoingRequest::new(Fields::new());
    request.set_scheme(Some(&Scheme::Http)).unwrap();
    request.set_authority(Some(authority)).unwrap();
    request.set_path_with_query(Some(path)).unwrap();
    outgoing_handler::handle(request, None)
}

/// Passes a long response of another server on while it arrives.
fn fetch(authority: &str, out: ResponseOutparam) {
    let future = match send(authority, "/big") {
        Ok(future) => future,
        Err(error) => return answer(out, 502, &[], format!("{error:?}\n").as_bytes()),
    };
    future.subscribe().block();
    match future.get().unwrap().unwrap() {
        Ok(response) => copy(response.consume().unwrap(), start(out, response.status(), &[])),
        Err(error) => answer(out, 502, &[], format!("{error:?}\n").as_bytes()),
    }
}

/// The trailers of the request as lines, after its body, part of it or nothing of it was read.
fn received_trailers(request: IncomingRequest, out: ResponseOutparam, how: &str) {
    let incoming = request.consume().unwrap();
    if how != "unread" {
        let input = incoming.stream().unwrap();
        while input.blocking_read(if how == "part" { 1 } else { 65_536 }).is_ok() && how != "part" {}
    }
    let future = IncomingBody::finish(incoming);
    future.subscribe().block();
    let mut lines = match future.get().unwrap().unwrap() {
        Ok(Some(fields)) => fields.entries().into_iter().fold(String::new(), |lines, (name, value)| {
            format!("{lines}{name}: {}\n", value.escape_ascii())
        }),
        Ok(None) => "none\n".into(),
        Err(error) => format!("{error:?}\n"),
    };
    lines += &format!("again {:?}\n", future.get().map(|result| result.is_err()));
    answer(out, 200, &[], lines.as_bytes());
}

/// How many bytes arrived, and how the body ended.
fn count(request: IncomingRequest, out: ResponseOutparam) {
    let incoming = request.consume().unwrap();
    let mut total = 0;
    let end = {
        let input = incoming.stream().unwrap();
        loop {
            match input.blocking_read(65_536) {
                Ok(bytes) => total += bytes.len(),
                Err(StreamError::Closed) => break "end",
                Err(StreamError::LastOperationFailed(_)) => break "failure",
            }
        }
    };
    eprintln!("count: {total} bytes, then {end}");
    answer(out, 200, &[], format!("{total} {end}\n").as_bytes());
}

/// So many bytes, without a length.
fn big(out: ResponseOutparam, bytes: u64) {
    let body = start(out, 200, &[]);
    {
        let stream = body.write().unwrap();
        let chunk = [b'x'; 4096];
        let mut left = bytes;
        while left > 0 {
            let size = left.min(4096) as usize;
            if stream.blocking_write_and_flush(&chunk[..size]).is_err() {
                return;
            }
            left -= size as u64;
        }
    }
    OutgoingBody::finish(body, None).unwrap();
}

/// The first line of the request as the guest sees it; 299 for a request without a path.
fn describe(request: IncomingRequest, out: ResponseOutparam) {
    let (method, path) = (request.method(), request.path_with_query());
    let text = format!("{method:?} {path:?} {:?} {:?}\n", request.authority(), request.scheme());
    answer(out, if path.is_some() { 200 } else { 299 }, &[], text.as_bytes());
}

fn spin() -> ! {
    loop {
        std::hint::black_box(0);
    }
}

/// Writes until it cannot, and prints why.
fn until_closed(out: ResponseOutparam) {
    let body = start(out, 200, &[]);
    let stream = body.write().unwrap();
    let end = loop {
        if let Err(error) = stream.blocking_write_and_flush(b"more\n") {
            break error;
        }
        monotonic_clock::subscribe_duration(1_000_000).block();
    };
    print_end(body, stream, end);
}

/// Writes until there is no room, waits for some, and goes on until it cannot.
fn until_full(out: ResponseOutparam) {
    let body = start(out, 200, &[]);
    let stream = body.write().unwrap();
    let end = loop {
        match stream.check_write() {
            Ok(0) => {
                eprintln!("no room");
                stream.subscribe().block();
            }
            // The client may leave after the permit was given.
            Ok(permit) => {
                if let Err(error) = stream.write(&vec![b'x'; permit as usize]) {
                    break error;
                }
            }
            Err(error) => break error,
        }
    };
    print_end(body, stream, end);
}

fn print_end(body: OutgoingBody, stream: OutputStream, end: StreamError) {
    let check = stream.check_write();
    drop(stream);
    let finish = OutgoingBody::finish(body, None);
    // In one piece, since other guests print as well.
    eprint!("{}", format!("write: {end:?}, check-write: {check:?}, finish: {finish:?}\n"));
}

/// So many bytes, no more at a time than there is room for; prints when there is none.
fn patient(out: ResponseOutparam, bytes: u64) {
    let body = start(out, 200, &[]);
    {
        let stream = body.write().unwrap();
        let room = stream.subscribe();
        let mut left = bytes;
        while left > 0 {
            let permit = stream.check_write().unwrap().min(left);
            if permit == 0 {
                eprintln!("no room");
                room.block();
            } else {
                stream.write(&vec![b'x'; permit as usize]).unwrap();
                left -= permit;
            }
        }
        drop(room);
        stream.flush().unwrap();
    }
    OutgoingBody::finish(body, None).unwrap();
}

/// Ten bytes behind a content-length of the query.
fn with_length(out: ResponseOutparam, length: u64) {
    let value = length.to_string();
    let body = start(out, 200, &[("content-length", value.as_bytes())]);
    let written = write(&body.write().unwrap(), b"0123456789");
    let finished = OutgoingBody::finish(body, None);
    eprintln!("length: write {}, finish {:?}", if written.is_ok() { "ok" } else { "failed" }, finished);
}
