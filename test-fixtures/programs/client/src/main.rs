//! A command that uses `wasi:http` by hand and prints what it is answered. The first argument names what it does.

mod fields;
mod setters;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    match words[..] {
        ["fields"] => fields::rules(),
        ["fill", kind] => fields::fill(kind),
        ["setters"] => setters::rules(),
        _ => panic!("not known: {words:?}"),
    }
}
