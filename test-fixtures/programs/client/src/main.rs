//! A command that uses `wasi:http` by hand and prints what it is answered. The first argument names what it does; more of
//! the kind may follow behind `;`.

mod fields;
mod programs;
mod send;
mod setters;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    for command in words.split(|word| *word == ";") {
        println!("> {}", command.join(" "));
        perform(command);
    }
}

fn perform(words: &[&str]) {
    match *words {
        ["fields"] => fields::rules(),
        ["fill", kind] => fields::fill(kind),
        ["setters"] => setters::rules(),
        ["send", ref description @ ..] => match send::Description(description).start() {
            Ok(future) => send::print(send::response(&future)),
            Err(reason) => println!("{reason}"),
        },
        ["two", authority, first, second] => programs::two(authority, first, second),
        ["many", authority, path, count] => programs::many(authority, path, count.parse().unwrap()),
        ["dropped", authority, slow, long, path] => programs::dropped(authority, slow, long, path),
        ["late", authority, path, milliseconds] => programs::late(authority, path, milliseconds.parse().unwrap()),
        ["relay", authority, from, to] => programs::relay(authority, from, to),
        _ => panic!("not known: {words:?}"),
    }
}
