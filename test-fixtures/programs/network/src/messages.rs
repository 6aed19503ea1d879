//! Requests and responses that never travel: their setters, bodies and children.
use wasip2::http::types::{
    Fields, Method, OutgoingBody, OutgoingRequest, OutgoingResponse, RequestOptions, Scheme,
};

pub fn step(headers: &Fields, words: &[&str]) -> Option<String> {
    let request = || OutgoingRequest::new(headers.clone());
    Some(match *words {
        ["method", name] => {
            let request = request();
            let set = request.set_method(&Method::Other(name.into()));
            format!("{set:?} {:?}", request.method())
        }
        ["path", path] => {
            let request = request();
            let set = request.set_path_with_query(Some(path));
            format!("{set:?} {:?}", request.path_with_query())
        }
        ["scheme", name] => {
            let request = request();
            let set = request.set_scheme(Some(&Scheme::Other(name.into())));
            format!("{set:?} {:?}", request.scheme())
        }
        ["authority", name] => {
            let request = request();
            let set = request.set_authority(Some(name));
            format!("{set:?} {:?}", request.authority())
        }
        ["defaults"] => {
            let request = request();
            let (path, scheme, authority) = (request.path_with_query(), request.scheme(), request.authority());
            format!("{:?} {path:?} {scheme:?} {authority:?}", request.method())
        }
        ["status", code] => {
            let response = OutgoingResponse::new(headers.clone());
            let set = response.set_status_code(code.parse().expect("a number"));
            format!("{set:?} {}", response.status_code())
        }
        ["options"] => {
            let options = RequestOptions::new();
            let set = options.set_connect_timeout(Some(5_000_000));
            format!("{set:?} {:?} {:?}", options.connect_timeout(), options.first_byte_timeout())
        }
        ["body-twice"] => {
            let request = request();
            let body = request.body();
            let second = request.body().is_ok();
            let stream = body.as_ref().map(|body| (body.write().is_ok(), body.write().is_ok()));
            format!("{} {second} {stream:?}", body.is_ok())
        }
        ["body", text] => body(headers, text),
        ["drop-body-first"] => {
            let response = OutgoingResponse::new(headers.clone());
            let body = response.body().expect("the first body");
            let stream = body.write().expect("the first stream");
            drop(body);
            drop(stream);
            "dropped".into()
        }
        ["finish-body-first"] => {
            let response = OutgoingResponse::new(headers.clone());
            let body = response.body().expect("the first body");
            let stream = body.write().expect("the first stream");
            let finished = OutgoingBody::finish(body, None).is_ok();
            drop(stream);
            format!("{finished}")
        }
        ["drop-headers-later"] => {
            let request = request();
            let headers = request.headers();
            drop(request);
            drop(headers);
            "dropped".into()
        }
        _ => return None,
    })
}

/// A body of a response with the headers so far; content-length among them binds it.
fn body(headers: &Fields, text: &str) -> String {
    let response = OutgoingResponse::new(headers.clone());
    let body = response.body().expect("the first body");
    let stream = body.write().expect("the first stream");
    let written = stream.check_write().and_then(|_| stream.write(text.as_bytes())).is_ok();
    drop(stream);
    format!("{written} {:?}", OutgoingBody::finish(body, None))
}
