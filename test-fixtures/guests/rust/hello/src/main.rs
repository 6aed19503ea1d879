use std::{env, io, process};

fn main() {
    let name = env::args().nth(1).expect("a name");
    let greeting = env::var("GREETING").unwrap_or("Hello".into());
    let input = io::read_to_string(io::stdin()).expect("text");
    println!("{greeting}, {name}: {}", input.trim());
    eprintln!("{} bytes", input.len());
    if name == "nobody" {
        process::exit(1);
    }
}
