//! What `fields`, `request`, `response` and `request-options` of wasi:http 0.3 take, refuse and give back.
use crate::held::number;
use crate::held_http::{method, scheme};
use wasip3::http::types::{Fields, Method, Request, RequestOptions, Response, StatusCode};
use wasip3::wit_future;

pub fn step(words: &[&str]) -> Option<String> {
    match words {
        ["http.fields", rest @ ..] => Some(fields(rest)),
        ["http.line", rest @ ..] => Some(line(rest)),
        ["http.status", codes @ ..] => Some(statuses(codes)),
        ["http.options"] => Some(options()),
        _ => None,
    }
}

fn fields(words: &[&str]) -> String {
    let fields = Fields::new();
    let mut answers = Vec::new();
    for word in words {
        let (call, rest) = word.split_once(':').unwrap_or((word, ""));
        let (name, value) = rest.split_once('=').unwrap_or((rest, ""));
        let value = value.as_bytes().to_vec();
        answers.push(match call {
            "append" => format!("{:?}", fields.append(name, &value)),
            "set" => format!("{:?}", fields.set(name, &[value.clone(), value])),
            "set-none" => format!("{:?}", fields.set(name, &[])),
            "get" => format!("{:?}", texts(fields.get(name))),
            "has" => format!("{}", fields.has(name)),
            "delete" => format!("{:?}", fields.delete(name)),
            "take" => format!("{:?}", fields.get_and_delete(name).map(texts)),
            "byte" => format!("{:?}", fields.append("x-byte", &[number(name) as u8])),
            "long" => format!(
                "{:?}",
                fields.append("x-long", &vec![b'l'; number(name) as usize])
            ),
            "all" => entries(&fields),
            "list" => {
                let list = [
                    (name.to_string(), value.clone()),
                    ("X-Two".to_string(), value),
                ];
                format!(
                    "{:?}",
                    Fields::from_list(&list).map(|fields| entries(&fields))
                )
            }
            "clone" => {
                let copy = fields.clone();
                let appended = copy.append("x-copy", b"1");
                format!(
                    "{appended:?} {} {}",
                    copy.has("x-copy"),
                    fields.has("x-copy")
                )
            }
            "locked" => {
                let (_, trailers) = wit_future::new(|| Ok(None));
                let (response, _) = Response::new(fields.clone(), None, trailers);
                let locked = response.get_headers();
                let copy = locked.clone();
                format!(
                    "{:?} {:?} {:?} {:?} {:?}",
                    locked.append(name, &value),
                    locked.set(name, &[]),
                    locked.delete(name),
                    locked.get_and_delete(name).map(texts),
                    copy.append(name, &value)
                )
            }
            _ => "unknown".into(),
        });
    }
    answers.join(", ")
}

fn texts(values: Vec<Vec<u8>>) -> Vec<String> {
    values
        .into_iter()
        .map(|value| value.escape_ascii().to_string())
        .collect()
}

pub fn entries(fields: &Fields) -> String {
    let all = fields.copy_all().into_iter();
    all.map(|(name, value)| format!("{name}={}", value.escape_ascii()))
        .collect::<Vec<_>>()
        .join(" ")
}

fn line(words: &[&str]) -> String {
    let (_, trailers) = wit_future::new(|| Ok(None));
    let (request, _) = Request::new(Fields::new(), None, trailers, None);
    let mut answers = vec![format!(
        "{:?} {:?} {:?} {:?} {}",
        request.get_method(),
        request.get_scheme(),
        request.get_authority(),
        request.get_path_with_query(),
        request.get_options().is_some()
    )];
    for word in words {
        let (what, value) = word.split_once(':').unwrap_or((word, ""));
        answers.push(match what {
            "method" => format!(
                "{:?} {:?}",
                request.set_method(&method(value)),
                request.get_method()
            ),
            "other" => {
                format!(
                    "{:?} {:?}",
                    request.set_method(&Method::Other(value.into())),
                    request.get_method()
                )
            }
            "scheme" => format!(
                "{:?} {:?}",
                request.set_scheme(Some(&scheme(value))),
                request.get_scheme()
            ),
            "authority" => {
                format!(
                    "{:?} {:?}",
                    request.set_authority(Some(value)),
                    request.get_authority()
                )
            }
            "path" => {
                format!(
                    "{:?} {:?}",
                    request.set_path_with_query(Some(value)),
                    request.get_path_with_query()
                )
            }
            "none" => {
                let set = (
                    request.set_scheme(None),
                    request.set_authority(None),
                    request.set_path_with_query(None),
                );
                format!(
                    "{set:?} {:?} {:?}",
                    request.get_scheme(),
                    request.get_path_with_query()
                )
            }
            _ => "unknown".into(),
        });
    }
    answers.join(", ")
}

fn statuses(codes: &[&str]) -> String {
    let (_, trailers) = wit_future::new(|| Ok(None));
    let (response, _) = Response::new(Fields::new(), None, trailers);
    let mut answers = vec![format!("{}", response.get_status_code())];
    for code in codes {
        let set = response.set_status_code(number(code) as StatusCode);
        answers.push(format!("{set:?} {}", response.get_status_code()));
    }
    answers.join(", ")
}

fn options() -> String {
    let options = RequestOptions::new();
    let before = options.get_connect_timeout();
    let set = options.set_connect_timeout(Some(1));
    let most = options.set_first_byte_timeout(Some(u64::MAX));
    let copy = options.clone();
    let none = copy.set_connect_timeout(None);
    let (_, trailers) = wit_future::new(|| Ok(None));
    let (request, _) = Request::new(Fields::new(), None, trailers, Some(options));
    let had = request.get_options().expect("options");
    format!(
        "{before:?} {set:?} {most:?} {none:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        copy.get_connect_timeout(),
        had.get_connect_timeout(),
        had.get_first_byte_timeout(),
        had.get_between_bytes_timeout(),
        had.set_connect_timeout(Some(2)),
        had.clone().set_connect_timeout(Some(2)),
    )
}
