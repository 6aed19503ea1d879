//! `fuse IN OUT [inline]`, for trials and for the tests.

use wit_studio_fuse::{Refusal, fuse};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, rest @ ..] = paths.as_slice() else { return Err("usage: fuse IN OUT [inline]".into()) };
    match fuse(&std::fs::read(from)?, !rest.is_empty()) {
        Ok(fused) => {
            println!("{} instances, {} adapters", fused.instances, fused.adapters);
            Ok(std::fs::write(to, fused.component)?)
        }
        Err(Refusal::Invalid(reason)) => Err(format!("invalid: {reason}").into()),
        Err(Refusal::Unfusable(reasons)) => Err(format!("not fused: {}", reasons.join("; ")).into()),
    }
}
