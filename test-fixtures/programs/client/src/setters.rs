//! What the setters of a request and a response take and refuse.

use wasip2::http::types::{Fields, Method, OutgoingRequest, OutgoingResponse, RequestOptions, Scheme};

pub fn rules() {
    methods();
    schemes();
    authorities();
    paths();
    statuses();
    bodies();
    options();
}

fn methods() {
    for name in ["", "GET", "get", "QUERY", "a b", "a\n", "x/y", "caf\u{e9}", "!#$%&'*+-.^_`|~", &"M".repeat(40)] {
        let request = OutgoingRequest::new(Fields::new());
        let set = request.set_method(&Method::Other(name.to_string()));
        println!("method {name:?}: {set:?} {:?}", request.method());
    }
}

fn schemes() {
    for name in ["", "http", "HTTPS", "ws", "a+b-c.d", "1a", "a:b", "a b", "a_b", "a~b", &"s".repeat(64), &"s".repeat(65)] {
        let request = OutgoingRequest::new(Fields::new());
        let set = request.set_scheme(Some(&Scheme::Other(name.to_string())));
        println!("scheme {name:?}: {set:?} {:?}", request.scheme());
    }
}

fn authorities() {
    for name in [
        "", "a", "a.b:80", "a:", "a:x", "a:0", "a:65535", "a:65536", "a:+1", "a:080", ":80", "a:1:2", "[::1]", "[::1]:80", "[::1]:",
        "[::1", "::1", "a]", "[]", "a/b", "a?b", "a#b", "u@a", "u:p@a:1", "u:p@a", "@a", "a@", "a@b@c", "a b", "a\\b", "caf\u{e9}", "a%20b", "%zz",
        "a_b", "a;b", "a=b", "a!$&'()*+,b", "a\"b", "a<b", "[a]b", "x[::1]", "[::1]x", "[v1.a]", "[a%25b]:1", "a%20b@c", "1.2.3.4:5", "-", "a..b",
        "a~b", "a{b", "a|b", "a^b", "a`b", "[[a]]", "a:1@b",
    ] {
        let request = OutgoingRequest::new(Fields::new());
        let set = request.set_authority(Some(name));
        println!("authority {name:?}: {set:?} {:?}", request.authority());
    }
}

fn paths() {
    for name in [
        "", "/", "?", "?a=b", "/a b", "/a\n", "*", "a", "http://a/", "//a", "/a#b", "/a?b?c", "/a?b#c", "/caf\u{e9}", "/%zz", "/a\"b", "/a<b>",
        "/{a}", "/a|b", "/a\\b", "/a^b", "/a`b", "/\u{7f}", "/\t", "/?a\"b", "/?a<b", "/?{a}", "/?a|b", "/?a`b", "/?a^b", "/?caf\u{e9}", "/?a b", "/?a\\b", "/[a]", "#",
    ] {
        let request = OutgoingRequest::new(Fields::new());
        let set = request.set_path_with_query(Some(name));
        println!("path {name:?}: {set:?} {:?}", request.path_with_query());
    }
}

fn statuses() {
    for status in [0, 99, 100, 101, 200, 599, 600, 999, 1000, 65_535] {
        let response = OutgoingResponse::new(Fields::new());
        println!("status {status}: {:?} {}", response.set_status_code(status), response.status_code());
    }
}

fn bodies() {
    let fields = Fields::new();
    fields.append("content-length", b"1").unwrap();
    fields.append("content-length", b"2").unwrap();
    let request = OutgoingRequest::new(fields);
    println!("body: {} {}", request.body().is_ok(), request.body().is_ok());
    let response = OutgoingResponse::new(Fields::new());
    let body = response.body().unwrap();
    println!("write: {} {}", body.write().is_ok(), body.write().is_ok());
}

fn options() {
    let options = RequestOptions::new();
    println!("options: {:?}", options.connect_timeout());
    println!("{:?} {:?}", options.set_connect_timeout(Some(u64::MAX)), options.connect_timeout());
    println!("{:?} {:?}", options.set_first_byte_timeout(Some(0)), options.first_byte_timeout());
    println!("{:?} {:?}", options.set_between_bytes_timeout(Some(7)), options.between_bytes_timeout());
    println!("{:?} {:?}", options.set_between_bytes_timeout(None), options.between_bytes_timeout());
}
