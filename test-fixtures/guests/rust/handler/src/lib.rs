use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::types::{
    Fields, IncomingRequest, Method, OutgoingBody, OutgoingResponse, ResponseOutparam,
};
use wasip2::io::streams::StreamError;

struct Handler;
wasip2::http::proxy::export!(Handler);

impl Guest for Handler {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let (status, body) = answer(&request);
        let headers = Fields::from_list(&[("x-method".into(), name(&request.method()).into())]);
        let response = OutgoingResponse::new(headers.expect("a valid header"));
        response.set_status_code(status).expect("a valid status");
        let outgoing = response.body().expect("a new body");
        ResponseOutparam::set(out, Ok(response));
        let stream = outgoing.write().expect("a new stream");
        for bytes in body.chunks(4096) {
            stream.blocking_write_and_flush(bytes).expect("a client");
        }
        drop(stream);
        OutgoingBody::finish(outgoing, None).expect("a whole body");
    }
}

fn answer(request: &IncomingRequest) -> (u16, Vec<u8>) {
    let path = request.path_with_query().unwrap_or_default();
    match (request.method(), path.strip_prefix("/hello?name=")) {
        (Method::Get, Some(name)) => (200, format!("Hello, {name}!\n").into()),
        (Method::Post, _) if path == "/echo" => (200, read(request)),
        _ => (404, format!("nothing at {path}\n").into()),
    }
}

fn read(request: &IncomingRequest) -> Vec<u8> {
    let body = request.consume().expect("a body");
    let stream = body.stream().expect("a new stream");
    let mut all = Vec::new();
    loop {
        match stream.blocking_read(65_536) {
            Ok(bytes) => all.extend(bytes),
            Err(StreamError::Closed) => return all,
            Err(error) => panic!("{error}"),
        }
    }
}

fn name(method: &Method) -> &str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        _ => "other",
    }
}
