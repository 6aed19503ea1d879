//! Requests of wasi:http 0.3 as words describe them.
use crate::held::{number, shown};
use crate::http_values::{self, entries};
use futures::future::{Either, select};
use wasip3::clocks::monotonic_clock::wait_for;
use wasip3::http::client;
use wasip3::http::types::{
    ErrorCode, Fields, HeaderError, Method, Request, RequestOptions, Response, Scheme,
};
use wasip3::{wit_future, wit_stream};

const MILLISECOND: u64 = 1_000_000;

pub async fn step(words: &[&str]) -> Option<String> {
    match words {
        ["http.send", rest @ ..] => Some(send(&Description(rest)).await),
        ["http.twice", rest @ ..] => {
            let (description, other) = (Description(rest), Description(rest));
            let (one, two) = futures::join!(send(&description), send(&other));
            Some(format!("{one}; {two}"))
        }
        ["http.cancel", ms, rest @ ..] => {
            let description = Description(rest);
            let (sending, waiting) = (
                Box::pin(send(&description)),
                Box::pin(wait_for(number(ms) * MILLISECOND)),
            );
            Some(match select(sending, waiting).await {
                Either::Left((answer, _)) => answer,
                Either::Right(_) => "cancelled".into(),
            })
        }
        ["http.unsent"] => Some(unsent().await),
        _ => http_values::step(words),
    }
}

/// `method=PUT`, `scheme=HTTPS`, `authority=a:80`, `path=/a`, `no-path`, `header=x-a:b`, `body=text`, `repeat=3`,
/// `trailer=x-a:b`, `failing`, `unread`, `some=3`, `connect-timeout=MS`, `first-byte-timeout=MS`,
/// `between-bytes-timeout=MS`.
struct Description<'a>(&'a [&'a str]);

impl<'a> Description<'a> {
    fn all(&self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let pairs = self.0.iter().filter_map(|word| word.split_once('='));
        pairs
            .filter(move |(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    fn one(&self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(&name)
    }

    fn fields(&self, name: &'a str) -> Result<Fields, HeaderError> {
        let fields = Fields::new();
        for (name, value) in self
            .all(name)
            .map(|field| field.split_once(':').expect("name:value"))
        {
            fields.append(name, value.as_bytes())?;
        }
        Ok(fields)
    }

    fn options(&self) -> Option<RequestOptions> {
        let options = RequestOptions::new();
        let of = |name| self.one(name).map(|value| number(value) * MILLISECOND);
        options
            .set_connect_timeout(of("connect-timeout"))
            .expect("supported");
        options
            .set_first_byte_timeout(of("first-byte-timeout"))
            .expect("supported");
        options
            .set_between_bytes_timeout(of("between-bytes-timeout"))
            .expect("supported");
        self.0
            .iter()
            .any(|word| word.contains("timeout"))
            .then_some(options)
    }

    fn prepare(&self, request: &Request) -> Result<(), &'static str> {
        if let Some(name) = self.one("method") {
            request
                .set_method(&method(name))
                .map_err(|()| "method refused")?;
        }
        let scheme = match self.one("scheme").unwrap_or("HTTP") {
            "none" => None,
            other => Some(scheme(other)),
        };
        request
            .set_scheme(scheme.as_ref())
            .map_err(|()| "scheme refused")?;
        request
            .set_authority(self.one("authority"))
            .map_err(|()| "authority refused")?;
        let path = if self.has("no-path") {
            None
        } else {
            Some(self.one("path").unwrap_or("/"))
        };
        request
            .set_path_with_query(path)
            .map_err(|()| "path refused")
    }
}

async fn send(description: &Description<'_>) -> String {
    let headers = match description.fields("header") {
        Ok(headers) => headers,
        Err(error) => return format!("{error:?}"),
    };
    let trailers = match description.fields("trailer") {
        Ok(fields) if description.has("failing") => {
            drop(fields);
            Err(ErrorCode::InternalError(Some("as it was asked to".into())))
        }
        Ok(fields) => Ok(description.one("trailer").is_some().then_some(fields)),
        Err(error) => return format!("{error:?}"),
    };
    let (end, trailing) = wit_future::new(|| Ok(None));
    let has_body = description.one("body").is_some() || description.has("body");
    let (mut to, from) = wit_stream::new();
    let (request, sent) = Request::new(
        headers,
        has_body.then_some(from),
        trailing,
        description.options(),
    );
    if let Err(reason) = description.prepare(&request) {
        return reason.into();
    }
    let writing = async {
        let mut left = 0;
        for _ in 0..description.one("repeat").map_or(1, number) {
            let text = description.one("body").unwrap_or_default();
            if has_body && !text.is_empty() && left == 0 {
                left = to.write_all(text.as_bytes().to_vec()).await.len();
            }
        }
        drop(to);
        let taken = end.write(trailers).await.is_ok();
        format!(
            "{left} left, trailers {}",
            if taken { "taken" } else { "not taken" }
        )
    };
    let (response, written) = futures::join!(client::send(request), writing);
    let answer = match response {
        Ok(response) => read(response, description).await,
        Err(error) => format!("no response: {error:?}"),
    };
    let written = if has_body {
        format!("{written}, ")
    } else {
        String::new()
    };
    format!("{answer}; {written}sent {:?}", sent.await)
}

async fn read(response: Response, description: &Description<'_>) -> String {
    let status = response.get_status_code();
    let mut headers = Vec::new();
    for (name, value) in response.get_headers().copy_all() {
        if !["date", "connection", "keep-alive", "transfer-encoding"].contains(&name.as_str()) {
            headers.push(format!("{name}={}", value.escape_ascii()));
        }
    }
    let (result, done) = wit_future::new(|| Ok(()));
    drop(result);
    if description.has("unread") {
        drop(response);
        return format!("{status} {headers:?} unread");
    }
    let (mut body, trailers) = Response::consume_body(response, done);
    if let Some(count) = description.one("some") {
        let (_, bytes) = body.read(Vec::with_capacity(number(count) as usize)).await;
        drop(body);
        return format!(
            "{status} {headers:?} {} bytes, {}",
            bytes.len(),
            ended(trailers.await)
        );
    }
    let bytes = body.collect().await;
    format!(
        "{status} {headers:?} {} {}",
        shown(&bytes),
        ended(trailers.await)
    )
}

fn ended(trailers: Result<Option<Fields>, ErrorCode>) -> String {
    match trailers {
        Ok(fields) => format!("{:?}", fields.map(|fields| entries(&fields))),
        Err(error) => format!("{error:?}"),
    }
}

/// A request whose parts are dropped before it is sent, and after.
async fn unsent() -> String {
    let (end, trailing) = wit_future::new(|| Ok(None));
    let (mut to, from) = wit_stream::new();
    let (request, sent) = Request::new(Fields::new(), Some(from), trailing, None);
    drop(request);
    let left = to.write_all(b"nobody".to_vec()).await.len();
    let taken = end.write(Ok(None)).await.is_ok();
    format!("{left} left, trailers {taken}, sent {:?}", sent.await)
}

pub fn scheme(name: &str) -> Scheme {
    match name {
        "HTTP" => Scheme::Http,
        "HTTPS" => Scheme::Https,
        other => Scheme::Other(other.into()),
    }
}

pub fn method(name: &str) -> Method {
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
