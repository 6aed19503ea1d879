//! Makes the calls that its arguments say and prints their answers, so that one binary serves a table of tests.
//! Arguments are steps with `+` between them: `open a.txt r + read 5 0`. A step is a word and its operands, where
//! `%0` is a NUL, which no argument can hold.
mod clocks;
mod files;
mod process;
mod state;
mod std_files;
mod streams;

use state::State;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).map(|word| word.replace("%0", "\0")).collect();
    let mut state = State::new();
    for step in arguments.split(|word| word == "+") {
        let words: Vec<&str> = step.iter().map(String::as_str).collect();
        let is_known = files::step(&mut state, &words)
            || streams::step(&mut state, &words)
            || clocks::step(&words)
            || std_files::step(&words)
            || process::step(&words);
        if !is_known {
            println!("unknown step: {words:?}");
        }
    }
}
