//! Calls wasi:filesystem and its streams as its arguments say, one call an argument, and prints the answers.
//! An argument is a call and its words: `open f p0 a.txt rw` opens `a.txt` of the first preopen as `f`.
//! In a word, `%00` is a byte in hexadecimal and `%` alone the empty word.

mod calls;
mod files;
mod streams;

fn main() {
    let mut held = calls::Held::new();
    for argument in std::env::args().skip(1) {
        println!("{}", held.answer(&argument));
    }
}
