//! What `fields` takes, refuses and gives back.

use wasip2::http::types::{Fields, HeaderError, OutgoingResponse};

pub fn rules() {
    names();
    values();
    lengths();
    order();
    immutable();
}

fn names() {
    for name in [
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade", "host", "Host", "http2-settings", "expect", "date", "X-Upper", "x_y", "x y",
        "", "x:y", "x\"y", "caf\u{e9}", "x\ny", "!#$%&'*+-.^_`|~",
    ] {
        let fields = Fields::new();
        println!("append {name:?}: {:?}", fields.append(name, b"1"));
        println!("set {name:?}: {:?}", fields.set(name, &[b"1".to_vec()]));
        println!("delete {name:?}: {:?}", fields.delete(name));
        println!("get {name:?}: {:?}, has {}", fields.get(name), fields.has(name));
        println!("from-list {name:?}: {:?}", listed(&[(name, b"1")]));
    }
    for size in [65_535, 65_536] {
        println!("a name of {size}: {:?}", Fields::new().append(&"n".repeat(size), b""));
    }
}

fn values() {
    for value in [&b""[..], b" a ", b"\t", b"a\nb", b"a\rb", b"a\0b", b"\x7f", b"\x1f", b"\x80\xff", b"caf\xe9"] {
        println!("value {value:?}: {:?}", listed(&[("x-v", value)]));
    }
}

fn lengths() {
    for value in ["", "0", "7", "007", "+5", "-5", " 5", "5 ", "abc", "1e3", "18446744073709551615", "18446744073709551616"] {
        println!("content-length {value:?}: {:?}", listed(&[("content-length", value.as_bytes())]));
    }
    println!("two lengths: {:?}", listed(&[("content-length", b"1"), ("Content-Length", b"2")]));
    let one = |fields: &Fields| fields.set("Content-Length", &[b"1".to_vec(), b"x".to_vec()]);
    println!("set lengths: {:?}", one(&Fields::new()));
}

fn order() {
    let some = [("A", &b"1"[..]), ("b", b"2"), ("C", b"3"), ("a", b"4"), ("d", b"5"), ("B", b"6")];
    println!("order: {:?}", listed(&some));
    let fields = from(&some);
    println!("get: {:?} {:?}", fields.get("a"), fields.get("A"));
    fields.set("A", &[b"9".to_vec(), b"8".to_vec(), b"7".to_vec()]).unwrap();
    println!("set again: {}", shown(&fields));
    fields.set("c", &[]).unwrap();
    println!("set to nothing: {}", shown(&fields));
    fields.set("z", &[]).unwrap();
    println!("nothing to nothing: {}", shown(&fields));
    fields.append("e", b"10").unwrap();
    fields.append("f", b"11").unwrap();
    fields.delete("B").unwrap();
    println!("deleted: {}", shown(&fields));
    fields.append("b", b"12").unwrap();
    println!("and back: {}", shown(&fields));
    let copy = fields.clone();
    copy.append("a", b"13").unwrap();
    println!("a copy: {} beside {}", shown(&copy), shown(&fields));
}

fn immutable() {
    let response = OutgoingResponse::new(from(&[("a", b"1")]));
    let fields = response.headers();
    for name in ["a", "x y", "host", "content-length"] {
        println!("locked {name:?}: {:?}", fields.append(&name, b"b"));
        println!("locked {name:?}: {:?} {:?}", fields.set(&name, &[b"b".to_vec()]), fields.delete(&name));
    }
    println!("locked set of a bad value: {:?}", fields.set("a", &[b"\n".to_vec()]));
    println!("locked append of a bad value: {:?}", fields.append("a", b"\n"));
    println!("a copy is not: {:?}", fields.clone().append("a", b"2"));
}

/// Adds to one `fields` until it traps, with a line after each step that came near the limit.
pub fn fill(kind: &str) {
    let fields = Fields::new();
    for step in 0.. {
        let added = match kind {
            "names" => fields.append(&format!("x-{step}"), b""),
            "values" => fields.append("x", b""),
            "long" => fields.append("x", &[b'v'; 1000]),
            "set" => fields.set("x", &vec![b"".to_vec(); step * 100]),
            _ => panic!("not known: {kind}"),
        };
        println!("{step} {added:?}");
    }
}

fn from(entries: &[(&str, &[u8])]) -> Fields {
    let fields = Fields::new();
    for (name, value) in entries {
        fields.append(name, value).unwrap();
    }
    fields
}

fn listed(entries: &[(&str, &[u8])]) -> Result<String, HeaderError> {
    let entries: Vec<_> = entries.iter().map(|(name, value)| (name.to_string(), value.to_vec())).collect();
    Fields::from_list(&entries).map(|fields| shown(&fields))
}

fn shown(fields: &Fields) -> String {
    let entries = fields.entries().into_iter();
    entries.map(|(name, value)| format!("{name}={}", value.escape_ascii())).collect::<Vec<_>>().join(" ")
}
