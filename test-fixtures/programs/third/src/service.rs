//! The service: answers by the path of a request.
use std::sync::atomic::{AtomicU32, Ordering};
use wasip3::cli::environment;
use wasip3::filesystem::preopens::get_directories;
use wasip3::filesystem::types::{DescriptorFlags, OpenFlags, PathFlags};
use wasip3::http::types::{ErrorCode, Fields, Request, Response};
use wasip3::{wit_bindgen, wit_future, wit_stream};

struct Service;

wasip3::http::service::export!(Service);

impl wasip3::exports::http::handler::Guest for Service {
    async fn handle(request: Request) -> Result<Response, ErrorCode> {
        let path = request.get_path_with_query().unwrap_or_default();
        match path.as_str() {
            "/echo" => Ok(echo(request)),
            "/error" => Err(ErrorCode::InternalError(Some(
                "as it was asked to".to_string(),
            ))),
            "/count" => Ok(respond(&[], format!("{}\n", count()).into_bytes())),
            "/wait" => {
                wasip3::clocks::monotonic_clock::wait_for(1_000_000_000).await;
                Ok(respond(&[], b"waited\n".to_vec()))
            }
            "/trap" => panic!("as it was asked to"),
            "/unread" => {
                drop(request);
                Ok(respond(&[], b"unread\n".to_vec()))
            }
            "/some" => Ok(respond(&[], some(request).await)),
            "/trailers" => Ok(ending(b"text\n", Ok(Some(trailers())))),
            "/broken" => Ok(ending(b"half", Err(ErrorCode::ConnectionTerminated))),
            "/broken-empty" => Ok(ending(b"", Err(ErrorCode::ConnectionTerminated))),
            "/bodiless" => Ok(bodiless(Ok(Some(trailers())))),
            "/bodiless-broken" => Ok(bodiless(Err(ErrorCode::ConnectionTerminated))),
            "/loop-behind" => {
                wit_bindgen::spawn_local(async {
                    wasip3::clocks::monotonic_clock::wait_for(50_000_000).await;
                    loop {
                        count();
                    }
                });
                Ok(respond(&[], b"done\n".to_vec()))
            }
            "/hoard" => {
                let hoard = vec![1u8; 200 * 1_048_576].leak();
                std::hint::black_box(hoard);
                Ok(respond(&[], b"kept\n".to_vec()))
            }
            "/environment" => Ok(respond(
                &[],
                format!("{:?}\n", environment::get_environment()).into_bytes(),
            )),
            _ if path.starts_with("/file/") => Ok(file(&path["/file/".len()..]).await),
            "/length" => Ok(respond(&[("content-length", "5")], b"four".to_vec())),
            _ => Ok(respond(
                &[("x-path", &path)],
                request_line(&request).into_bytes(),
            )),
        }
    }
}

/// A response whose body is the stream of a file.
async fn file(path: &str) -> Response {
    let (root, _) = get_directories().remove(0);
    let opened = root
        .open_at(
            PathFlags::empty(),
            path.to_string(),
            OpenFlags::empty(),
            DescriptorFlags::READ,
        )
        .await;
    match opened {
        Ok(file) => {
            let (result, trailers) = wit_future::new(|| Ok(None));
            drop(result);
            let (bytes, _) = file.read_via_stream(0);
            Response::new(Fields::new(), Some(bytes), trailers).0
        }
        Err(error) => respond(&[], format!("{error:?}\n").into_bytes()),
    }
}

/// How many requests of this path the instance had.
fn count() -> u32 {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    COUNT.fetch_add(1, Ordering::Relaxed) + 1
}

fn request_line(request: &Request) -> String {
    let headers = request.get_headers().copy_all();
    let names: Vec<String> = headers
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("x-"))
        .collect();
    format!(
        "{:?} {:?} {names:?}\n",
        request.get_method(),
        request.get_scheme()
    )
}

/// The body as it comes, piece by piece, and its trailers.
fn echo(request: Request) -> Response {
    let (result, done) = wit_future::new(|| Ok(()));
    drop(result);
    let (body, trailers) = Request::consume_body(request, done);
    Response::new(Fields::new(), Some(body), trailers).0
}

/// The first bytes of a body, whose stream is dropped behind them.
async fn some(request: Request) -> Vec<u8> {
    let (result, done) = wit_future::new(|| Ok(()));
    drop(result);
    let (mut body, _) = Request::consume_body(request, done);
    body.read(Vec::with_capacity(3)).await.1
}

fn trailers() -> Fields {
    Fields::from_list(&[("x-sum".to_string(), b"5".to_vec())]).unwrap()
}

/// A response whose body ends so, behind its bytes.
fn ending(bytes: &'static [u8], end: Result<Option<Fields>, ErrorCode>) -> Response {
    let (mut to, from) = wit_stream::new();
    let (result, trailers) = wit_future::new(|| Ok(None));
    wit_bindgen::spawn_local(async move {
        to.write_all(bytes.to_vec()).await;
        drop(to);
        let _ = result.write(end).await;
    });
    let fields = Fields::from_list(&[("trailer".to_string(), b"x-sum".to_vec())]).unwrap();
    Response::new(fields, Some(from), trailers).0
}

/// A response without contents, whose transfer ends so.
fn bodiless(end: Result<Option<Fields>, ErrorCode>) -> Response {
    let (result, trailers) = wit_future::new(|| Ok(None));
    wit_bindgen::spawn_local(async move {
        let _ = result.write(end).await;
    });
    let fields = Fields::from_list(&[("trailer".to_string(), b"x-sum".to_vec())]).unwrap();
    Response::new(fields, None, trailers).0
}

fn respond(headers: &[(&str, &str)], bytes: Vec<u8>) -> Response {
    let fields = Fields::new();
    for (name, value) in headers {
        fields.append(name, value.as_bytes()).unwrap();
    }
    let (mut to, from) = wit_stream::new();
    let (result, trailers) = wit_future::new(|| Ok(None));
    drop(result);
    wit_bindgen::spawn_local(async move {
        to.write_all(bytes).await;
    });
    Response::new(fields, Some(from), trailers).0
}
