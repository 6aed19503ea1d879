//! Makes the calls of WASI 0.3 that its arguments say and prints their answers, so that one binary serves a table
//! of tests. Arguments are steps with `+` between them.
mod clocks;
mod ends;
mod ends_network;
mod files;
mod held;
mod held_http;
mod held_sockets;
mod http_values;
mod network;
mod raw;
mod service;
mod streams;

use wasip3::cli::{environment, exit};

struct Command;

wasip3::cli::command::export!(Command);

impl wasip3::exports::cli::run::Guest for Command {
    async fn run() -> Result<(), ()> {
        let arguments: Vec<String> = environment::get_arguments().into_iter().skip(1).collect();
        let (mut folders, mut sockets) = (held::granted(), held_sockets::Sockets::default());
        for step in arguments.split(|word| word == "+") {
            let words: Vec<&str> = step.iter().map(String::as_str).collect();
            match words[..] {
                ["fail"] => return Err(()),
                ["trap"] => panic!("as it was asked to"),
                ["exit", code] => exit::exit_with_code(code.parse().unwrap()),
                ["environment"] => {
                    say(format!(
                        "{:?} {:?}",
                        environment::get_environment(),
                        environment::get_initial_cwd()
                    ))
                    .await
                }
                _ => {
                    let answer = answer(&mut folders, &mut sockets, &words).await;
                    if let Some(answer) = answer {
                        say(format!("{}: {answer}", words.join(" "))).await;
                        continue;
                    }
                    let is_known = clocks::step(&words).await
                        || streams::step(&words).await
                        || files::step(&words).await
                        || network::step(&words).await
                        || raw::step(&words).await;
                    if !is_known {
                        say(format!("unknown step: {words:?}")).await;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The answer of a step of a module that gives answers; the others print.
async fn answer(
    folders: &mut held::Held,
    sockets: &mut held_sockets::Sockets,
    words: &[&str],
) -> Option<String> {
    if let Some(answer) = held::step(folders, words).await {
        return Some(answer);
    }
    if let Some(answer) = held_sockets::step(sockets, words).await {
        return Some(answer);
    }
    if let Some(answer) = held_http::step(words).await {
        return Some(answer);
    }
    match ends::step(words).await {
        Some(answer) => Some(answer),
        None => ends_network::step(words).await,
    }
}

/// Prints a line, by a stream of its own.
pub async fn say(line: String) {
    let _ = streams::write_out(format!("{line}\n").into_bytes()).await;
}
