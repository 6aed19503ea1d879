//! `fields`: case, order, forbidden names, syntax.
use wasip2::http::types::{Fields, HeaderError, OutgoingRequest, OutgoingResponse};

pub fn step(fields: &mut Fields, words: &[&str]) -> Option<String> {
    let bytes = |values: &[&str]| values.iter().map(|value| value.as_bytes().to_vec()).collect::<Vec<_>>();
    Some(match *words {
        ["set", name, ref values @ ..] => outcome(fields.set(name, &bytes(values))),
        ["append", name, value] => outcome(fields.append(name, value.as_bytes())),
        ["append-byte", name, byte] => outcome(fields.append(name, &[byte.parse().expect("a byte")])),
        ["delete", name] => outcome(fields.delete(name)),
        ["get", name] => shown(fields.get(name)),
        ["has", name] => format!("{}", fields.has(name)),
        ["entries"] => entries(fields),
        ["names"] => {
            // The order across names is the host's business.
            let mut names: Vec<String> = fields.entries().into_iter().map(|(name, _)| name).collect();
            names.sort();
            names.join(" ")
        }
        ["from-list", ref flat @ ..] => {
            let list: Vec<_> = flat.chunks(2).map(|pair| (pair[0].to_string(), pair[1].into())).collect();
            match Fields::from_list(&list) {
                Ok(made) => {
                    *fields = made;
                    "ok".into()
                }
                Err(error) => error_name(error).into(),
            }
        }
        ["clone-is-own"] => {
            let copy = fields.clone();
            let appended = outcome(copy.append("x-copy", b"1"));
            format!("{appended} {} {}", copy.has("x-copy"), fields.has("x-copy"))
        }
        ["immutable-in-request"] => {
            let request = OutgoingRequest::new(fields.clone());
            let headers = request.headers();
            changes(&headers)
        }
        ["immutable-in-response"] => {
            let response = OutgoingResponse::new(fields.clone());
            let headers = response.headers();
            changes(&headers)
        }
        ["forbidden"] => forbidden(),
        ["fill", limit] => fill(limit.parse().expect("a number")),
        _ => return None,
    })
}

fn changes(headers: &Fields) -> String {
    let set = outcome(headers.set("x-new", &[]));
    let appended = outcome(headers.append("x-new", b"1"));
    let copy = headers.clone();
    format!("{set} {appended} {} copy {}", outcome(headers.delete("x-new")), outcome(copy.append("x-new", b"1")))
}

fn forbidden() -> String {
    let names = [
        "connection", "content-length", "date", "host", "http2-settings", "keep-alive", "proxy-authenticate",
        "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
        "cookie", "expect", "Connection", "custom",
    ];
    let fields = Fields::new();
    let answers = names.map(|name| format!("{name} {}", outcome(fields.append(name, b"1"))));
    answers.join(", ")
}

/// Appends values of a kilobyte, which a host must stop somewhere.
fn fill(limit: u32) -> String {
    let fields = Fields::new();
    for at in 0..limit {
        if let Err(error) = fields.append(&format!("x-{at}"), &[b'v'; 1000]) {
            return format!("{} at {at}", error_name(error));
        }
    }
    "ok".into()
}

fn entries(fields: &Fields) -> String {
    let entries = fields.entries().into_iter();
    let pairs = entries.map(|(name, value)| format!("{name}={}", String::from_utf8_lossy(&value)));
    pairs.collect::<Vec<_>>().join("; ")
}

fn shown(values: Vec<Vec<u8>>) -> String {
    let texts: Vec<_> = values.iter().map(|value| String::from_utf8_lossy(value)).collect();
    format!("{texts:?}")
}

fn outcome(result: Result<(), HeaderError>) -> String {
    match result {
        Ok(()) => "ok".into(),
        Err(error) => error_name(error).into(),
    }
}

fn error_name(error: HeaderError) -> &'static str {
    match error {
        HeaderError::InvalidSyntax => "invalid-syntax",
        HeaderError::Forbidden => "forbidden",
        HeaderError::Immutable => "immutable",
    }
}
