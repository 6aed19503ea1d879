//! Makes the calls of wasi:keyvalue that its arguments say: steps with `+` between them, each a word and its operands.
mod bindings {
    wit_bindgen::generate!({ world: "keyvalue", path: "wit", generate_all });
}

use bindings::wasi::keyvalue::{atomics, batch, store};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut bucket = None;
    for step in arguments.split(|word| word == "+") {
        let words: Vec<&str> = step.iter().map(String::as_str).collect();
        println!("{}: {}", words.join(" "), answer(&mut bucket, &words));
    }
}

fn answer(bucket: &mut Option<store::Bucket>, words: &[&str]) -> String {
    if let ["open", identifier @ ..] = words {
        let opened = store::open(&identifier.join(" "));
        let text = format!("{:?}", opened.as_ref().map(|_| ()));
        *bucket = opened.ok().or(bucket.take());
        return text;
    }
    match bucket {
        Some(bucket) => operate(bucket, words).unwrap_or_else(|| "unknown step".into()),
        None => "no bucket".into(),
    }
}

fn operate(bucket: &store::Bucket, words: &[&str]) -> Option<String> {
    Some(match *words {
        ["get", key] => format!("{:?}", bucket.get(key)),
        ["set", key, value] => format!("{:?}", bucket.set(key, value.as_bytes())),
        ["set-bytes", key, size] => format!("{:?}", bucket.set(key, &vec![0; size.parse().ok()?])),
        ["set-long-key", size] => format!("{:?}", bucket.set(&"k".repeat(size.parse().ok()?), b"")),
        ["delete", key] => format!("{:?}", bucket.delete(key)),
        ["exists", key] => format!("{:?}", bucket.exists(key)),
        ["list"] => list(bucket),
        ["pages"] => pages(bucket),
        ["increment", key, delta] => format!("{:?}", atomics::increment(bucket, key, delta.parse().ok()?)),
        ["count", key, times] => count(bucket, key, times.parse().ok()?),
        ["fill", count] => fill(bucket, count.parse().ok()?),
        ["get-many", ref keys @ ..] => format!("{:?}", batch::get_many(bucket, &owned(keys))),
        ["delete-many", ref keys @ ..] => format!("{:?}", batch::delete_many(bucket, &owned(keys))),
        ["set-many", ref pairs @ ..] => {
            let entries: Vec<(String, Vec<u8>)> =
                pairs.chunks(2).map(|pair| (pair[0].into(), pair[1].as_bytes().to_vec())).collect();
            format!("{:?}", batch::set_many(bucket, &entries))
        }
        _ => return None,
    })
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

/// All keys, in an order that does not depend on the host.
fn list(bucket: &store::Bucket) -> String {
    let listed = bucket.list_keys(None).map(|mut page| {
        page.keys.sort();
        (page.keys, page.cursor)
    });
    format!("{listed:?}")
}

/// How many keys each page has, until the last one.
fn pages(bucket: &store::Bucket) -> String {
    let mut sizes = vec![];
    let mut cursor = None;
    loop {
        let page = bucket.list_keys(cursor).unwrap();
        sizes.push(page.keys.len());
        cursor = page.cursor;
        if cursor.is_none() {
            return format!("{sizes:?}");
        }
    }
}

fn fill(bucket: &store::Bucket, count: usize) -> String {
    let entries: Vec<(String, Vec<u8>)> = (0..count).map(|at| (format!("key{at}"), vec![])).collect();
    format!("{:?}", batch::set_many(bucket, &entries))
}

/// Prints each sum as it is acknowledged.
fn count(bucket: &store::Bucket, key: &str, times: usize) -> String {
    for _ in 0..times {
        println!("{}", atomics::increment(bucket, key, 1).unwrap());
    }
    "done".into()
}
