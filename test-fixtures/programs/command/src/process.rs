//! Arguments, environment, ends of a program, and what it takes of its machine.
use crate::state::number;
use std::io::{BufRead, Read, Write};
use wasip2::cli::{environment, exit, terminal_stderr, terminal_stdin, terminal_stdout};

pub fn step(words: &[&str]) -> bool {
    match *words {
        ["args", ..] => println!("{:?}", environment::get_arguments()),
        ["env"] => println!("{:?}", environment::get_environment()),
        ["cwd"] => println!("{:?} {:?}", environment::initial_cwd(), std::env::current_dir().is_ok()),
        ["var", name] => println!("{:?}", std::env::var(name).ok()),
        ["terminals"] => {
            let terminals = [
                terminal_stdin::get_terminal_stdin().is_some(),
                terminal_stdout::get_terminal_stdout().is_some(),
                terminal_stderr::get_terminal_stderr().is_some(),
            ];
            println!("{terminals:?}");
        }
        ["exit", code] => std::process::exit(number(code) as i32),
        ["exit-code", code] => exit::exit_with_code(number(code) as u8),
        ["exit-ok"] => exit::exit(Ok(())),
        ["exit-error"] => exit::exit(Err(())),
        ["panic"] => panic!("the guest gives up"),
        ["panic-in-thread"] => println!("{}", std::thread::spawn(|| ()).join().is_ok()),
        ["abort"] => std::process::abort(),
        ["unwrap"] => drop(std::fs::read("nowhere").unwrap()),
        ["index"] => println!("{}", words[words.len() + number("3") as usize]),
        ["divide", by] => println!("{}", 7 / number(by)),
        ["depth", depth] => println!("{}", deep(number(depth))),
        ["allocate", bytes] => {
            let bytes = vec![1u8; number(bytes) as usize];
            println!("{}", bytes.iter().map(|byte| u64::from(*byte)).sum::<u64>());
        }
        ["allocate-too-much"] => println!("{}", Vec::<u8>::new().try_reserve(3 << 30).is_ok()),
        ["lines"] => lines(),
        ["line"] => {
            let mut line = String::new();
            let length = std::io::stdin().read_line(&mut line);
            println!("{:?} {line:?}", length.ok());
        }
        ["input"] => {
            let mut text = Vec::new();
            let length = std::io::stdin().read_to_end(&mut text);
            println!("{:?} {}", length.ok(), crate::state::shown(&text));
        }
        ["both", times] => {
            for time in 0..number(times) {
                println!("out {time}");
                eprintln!("err {time}");
            }
        }
        ["no-newline"] => {
            print!("one ");
            let _ = std::io::stdout().flush();
            print!("two");
        }
        ["bytes"] => {
            let _ = std::io::stdout().write_all(&(0..=255).collect::<Vec<u8>>());
        }
        ["print", length] => {
            let _ = std::io::stdout().write_all(&vec![b'p'; number(length) as usize]);
        }
        _ => return false,
    }
    true
}

fn lines() {
    for (at, line) in std::io::stdin().lock().lines().enumerate() {
        println!("{at} {:?}", line.map_err(|error| error.kind()));
    }
}

#[inline(never)]
fn deep(depth: u64) -> u64 {
    let local = std::hint::black_box([depth; 4]);
    if depth == 0 { 0 } else { deep(depth - 1) + local[0].min(1) }
}
