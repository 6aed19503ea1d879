//! A `wasi:http/incoming-handler` that makes the calls of the program `files`: those of the query, separated by `&`, with
//! `+` between words. The body of the request is the stream `request`, that of the response `response`, where the answers
//! follow what the calls have written.

#[path = "../../files/src/calls.rs"]
mod calls;
#[path = "../../files/src/files.rs"]
mod files;
#[path = "../../files/src/streams.rs"]
mod streams;

use wasip2::http::types::{
    Fields, IncomingRequest, OutgoingBody, OutgoingResponse, ResponseOutparam,
};

struct Reader;

wasip2::http::proxy::export!(Reader);

impl wasip2::exports::http::incoming_handler::Guest for Reader {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let path = request.path_with_query().unwrap_or_default();
        let (_, query) = path.split_once('?').unwrap_or_default();
        let received = request.consume().unwrap();
        let response = OutgoingResponse::new(Fields::new());
        let body = response.body().unwrap();
        ResponseOutparam::set(out, Ok(response));
        let mut held = calls::Held::new();
        held.inputs
            .insert("request".into(), received.stream().unwrap());
        held.outputs
            .insert("response".into(), body.write().unwrap());
        for call in query.split('&') {
            let line = held.answer(&call.replace('+', " "));
            let stream = &held.outputs["response"];
            stream
                .blocking_write_and_flush(format!("{line}\n").as_bytes())
                .unwrap();
        }
        drop(held);
        OutgoingBody::finish(body, None).unwrap();
    }
}
