//! One outgoing request as the words describe it, and what comes of it.

use wasip2::http::outgoing_handler::handle;
use wasip2::http::types::{
    ErrorCode, Fields, FutureIncomingResponse, IncomingBody, IncomingResponse, Method, OutgoingBody, OutgoingRequest,
    RequestOptions, Scheme, http_error_code,
};
use wasip2::io::streams::StreamError;

/// `method=PUT`, `scheme=HTTPS`, `authority=a:80`, `path=/a`, `no-path`, `header=x-a:b`, `body=text`, `repeat=3`,
/// `trailer=x-a:b`, `length=5`, `drop-body`, `connect-timeout=MS`, `first-byte-timeout=MS`, `between-bytes-timeout=MS`.
pub struct Description<'a>(pub &'a [&'a str]);

impl<'a> Description<'a> {
    fn all(&self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter_map(move |word| word.split_once('=')).filter(move |(key, _)| *key == name).map(|(_, value)| value)
    }

    fn one(&self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(&name)
    }

    fn nanoseconds(&self, name: &'a str) -> Option<u64> {
        self.one(name).map(|value| value.parse::<u64>().unwrap() * 1_000_000)
    }

    fn fields(&self, name: &'a str) -> Fields {
        let fields = Fields::new();
        for (name, value) in self.all(name).map(|field| field.split_once(':').unwrap()) {
            fields.append(name, value.as_bytes()).unwrap();
        }
        fields
    }

    pub fn request(&self) -> Result<OutgoingRequest, &'static str> {
        let request = OutgoingRequest::new(self.fields("header"));
        if let Some(name) = self.one("method") {
            request.set_method(&method(name)).map_err(|()| "method refused")?;
        }
        let scheme = match self.one("scheme").unwrap_or("HTTP") {
            "HTTP" => Some(Scheme::Http),
            "HTTPS" => Some(Scheme::Https),
            "none" => None,
            other => Some(Scheme::Other(other.into())),
        };
        request.set_scheme(scheme.as_ref()).map_err(|()| "scheme refused")?;
        request.set_authority(self.one("authority")).map_err(|()| "authority refused")?;
        let path = if self.has("no-path") { None } else { Some(self.one("path").unwrap_or("/")) };
        request.set_path_with_query(path).map_err(|()| "path refused")?;
        Ok(request)
    }

    fn options(&self) -> RequestOptions {
        let options = RequestOptions::new();
        options.set_connect_timeout(self.nanoseconds("connect-timeout")).unwrap();
        options.set_first_byte_timeout(self.nanoseconds("first-byte-timeout")).unwrap();
        options.set_between_bytes_timeout(self.nanoseconds("between-bytes-timeout")).unwrap();
        options
    }

    /// Sends it; the body is written before the response is waited for.
    pub fn start(&self) -> Result<FutureIncomingResponse, String> {
        let request = self.request()?;
        let body = if self.one("body").is_some() || self.has("body") || self.has("drop-body") {
            Some(request.body().map_err(|()| "body refused")?)
        } else {
            None
        };
        let future = handle(request, Some(self.options())).map_err(|error| format!("not sent: {error:?}"))?;
        if let Some(body) = body {
            self.write(body);
        }
        Ok(future)
    }

    fn write(&self, body: OutgoingBody) {
        let repeat = self.one("repeat").map_or(1, |count| count.parse().unwrap());
        if let Some(text) = self.one("body") {
            let stream = body.write().unwrap();
            for _ in 0..repeat {
                if let Err(error) = stream.blocking_write_and_flush(text.as_bytes()) {
                    println!("write: {}", failure(&error));
                    break;
                }
            }
        }
        if self.has("drop-body") {
            return drop(body);
        }
        let trailers = self.one("trailer").map(|_| self.fields("trailer"));
        let finished = OutgoingBody::finish(body, trailers);
        if finished.is_err() {
            println!("finish: {finished:?}");
        }
    }
}

fn method(name: &str) -> Method {
    match name {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "DELETE" => Method::Delete,
        "CONNECT" => Method::Connect,
        "OPTIONS" => Method::Options,
        "TRACE" => Method::Trace,
        "PATCH" => Method::Patch,
        other => Method::Other(other.into()),
    }
}

fn failure(error: &StreamError) -> String {
    match error {
        StreamError::Closed => "closed".into(),
        StreamError::LastOperationFailed(error) => format!("failed, {:?}", http_error_code(error)),
    }
}

pub fn response(future: &FutureIncomingResponse) -> Result<IncomingResponse, ErrorCode> {
    future.subscribe().block();
    future.get().expect("it is ready").expect("it is the first time")
}

/// Prints a response, with the name, the length and the sum of a long body in place of it.
pub fn print(response: Result<IncomingResponse, ErrorCode>) {
    let response = match response {
        Ok(response) => response,
        Err(error) => return println!("no response: {error:?}"),
    };
    println!("status {}", response.status());
    for (name, value) in response.headers().entries() {
        if !["date", "connection", "keep-alive", "transfer-encoding"].contains(&name.as_str()) {
            println!("{name}: {}", value.escape_ascii());
        }
    }
    let body = response.consume().unwrap();
    println!("consumed again: {}", response.consume().is_ok());
    let mut contents = Vec::new();
    let end = {
        let stream = body.stream().unwrap();
        loop {
            match stream.blocking_read(65_536) {
                Ok(bytes) => contents.extend(bytes),
                Err(error) => break failure(&error),
            }
        }
    };
    if contents.len() > 2000 {
        println!("{} bytes, sum {}", contents.len(), contents.iter().map(|byte| *byte as u64).sum::<u64>());
    } else {
        println!("{}", String::from_utf8_lossy(&contents));
    }
    println!("end: {end}");
    let trailers = IncomingBody::finish(body);
    trailers.subscribe().block();
    match trailers.get().unwrap().unwrap() {
        Ok(Some(fields)) => println!("trailers: {:?}", fields.entries()),
        Ok(None) => println!("no trailers"),
        Err(error) => println!("trailers: {error:?}"),
    }
}
