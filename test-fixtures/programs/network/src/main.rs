//! Makes the calls that its arguments say, like `command`, of interfaces that a host may not have.
//! Arguments are steps with `+` between them; a step is a word and its operands.
mod fields;
mod messages;
mod sockets;

mod bindings {
    wit_bindgen::generate!({ world: "network", path: "wit", generate_all });
}

use bindings::wasi::config::store;
use wasip2::http::types::Fields;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut headers = Fields::new();
    for step in arguments.split(|word| word == "+") {
        let words: Vec<&str> = step.iter().map(String::as_str).collect();
        let answer = fields::step(&mut headers, &words)
            .or_else(|| messages::step(&headers, &words))
            .or_else(|| sockets::step(&words))
            .or_else(|| config(&words));
        println!("{}: {}", words.join(" "), answer.unwrap_or_else(|| "unknown step".into()));
    }
}

fn config(words: &[&str]) -> Option<String> {
    match *words {
        ["config.get", key] => Some(format!("{:?}", store::get(key))),
        ["config.all"] => Some(format!("{:?}", store::get_all())),
        _ => None,
    }
}
