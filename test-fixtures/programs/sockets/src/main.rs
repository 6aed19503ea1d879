//! Makes the calls of wasi:sockets that its arguments say and prints their answers, like `command`.
//! Arguments are steps with `+` between them; a step is a word, the name of a socket, and operands. Ports that the
//! system chose are printed as `P`. `std` is a program of the standard library instead.
mod addresses;
mod lookup;
mod state;
mod std_echo;
mod tcp;
mod udp;

use state::State;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut state = State::default();
    for step in arguments.split(|word| word == "+") {
        let words: Vec<&str> = step.iter().map(String::as_str).collect();
        let answer = tcp::step(&mut state, &words)
            .or_else(|| udp::step(&mut state, &words))
            .or_else(|| lookup::step(&words))
            .or_else(|| std_echo::step(&words));
        println!("{}: {}", words.join(" "), answer.unwrap_or_else(|| "unknown step".into()));
    }
}
