//! Several files as one set, in the order of their names, as wit-parser merges them.

use crate::decode::{self, Decoded};
use crate::exports::wit_studio::decoder::packages::{Outcome, Refusal};
use crate::print::Printed;

pub fn read(files: &[Vec<u8>]) -> Vec<Outcome> {
    let decoded: Vec<_> = files.iter().map(|bytes| decode::package(bytes)).collect();
    let accepted = accept(decoded);
    let printed = Printed::of(&accepted);
    accepted
        .into_iter()
        .enumerate()
        .map(|(index, one)| match one {
            Ok(_) => printed.outcome(index),
            Err(refusal) => Outcome::Refused(refusal),
        })
        .collect()
}

/// Refuses each file that contradicts those before it.
fn accept(files: Vec<Result<Decoded, Refusal>>) -> Vec<Result<Decoded, Refusal>> {
    let mut all = wit_parser::Resolve::default();
    let mut accept = |file: Decoded| {
        // A failing merge may leave partial results.
        let before = all.clone();
        all.merge(file.resolve.clone()).map(|_| file).map_err(|error| {
            all = before;
            Refusal::Conflict(decode::reasons(&error))
        })
    };
    files.into_iter().map(|file| file.and_then(&mut accept)).collect()
}
