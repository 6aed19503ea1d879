//! Calls of wasi:clocks and wasi:random: relations, as no two runs have the same values.
use crate::state::number;
use std::time::{Duration, Instant, SystemTime};
use wasip2::clocks::{monotonic_clock, wall_clock};
use wasip2::io::poll::{Pollable, poll};
use wasip2::random::{insecure, insecure_seed::insecure_seed, random};

pub fn step(words: &[&str]) -> bool {
    let answer = match *words {
        ["clock.resolution"] => {
            let wall = wall_clock::resolution();
            let monotonic = monotonic_clock::resolution();
            format!("{monotonic} {}.{:09}", wall.seconds, wall.nanoseconds)
        }
        ["clock.rises"] => {
            let times: Vec<u64> = (0..1000).map(|_| monotonic_clock::now()).collect();
            format!("{}", times.is_sorted())
        }
        ["clock.sleep", ms] => {
            let start = Instant::now();
            std::thread::sleep(Duration::from_millis(number(ms)));
            format!("{}", start.elapsed() >= Duration::from_millis(number(ms)))
        }
        ["clock.wall"] => {
            let time = wall_clock::now();
            let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970").as_secs();
            format!("{} {}", seconds - time.seconds <= 60, time.nanoseconds < 1_000_000_000)
        }
        // With milliseconds only, a thousand times would all end in six zeroes.
        ["clock.fine"] => {
            format!("{}", (0..1000).any(|_| wall_clock::now().nanoseconds % 1_000_000 != 0))
        }
        ["clock.past"] => {
            let past = monotonic_clock::subscribe_instant(0);
            format!("{:?} {}", poll(&[&past]), past.ready())
        }
        ["clock.far"] => {
            let far = monotonic_clock::subscribe_instant(u64::MAX);
            let soon = monotonic_clock::subscribe_duration(1);
            format!("{} {:?}", far.ready(), poll(&[&far, &soon]))
        }
        ["clock.far-duration"] => {
            let far = monotonic_clock::subscribe_duration(u64::MAX);
            let soon = monotonic_clock::subscribe_duration(1);
            format!("{} {:?}", far.ready(), poll(&[&far, &soon]))
        }
        ["clock.sleepers", count, ms] => sleepers(number(count), number(ms)),
        ["random.lengths"] => {
            let lengths = [0, 1, 255, 65_536, 1_000_000];
            let secure = lengths.map(|length| random::get_random_bytes(length).len());
            let insecure = lengths.map(|length| insecure::get_insecure_random_bytes(length).len());
            format!("{secure:?} {insecure:?}")
        }
        ["random.length", length] => format!("{}", random::get_random_bytes(number(length)).len()),
        ["random.differs"] => {
            let differs = random::get_random_u64() != random::get_random_u64();
            format!("{differs} {}", random::get_random_bytes(32) != random::get_random_bytes(32))
        }
        ["random.insecure-differs"] => {
            format!("{}", insecure::get_insecure_random_u64() != insecure::get_insecure_random_u64())
        }
        ["random.seed"] => format!("{}", insecure_seed() == insecure_seed()),
        _ => return false,
    };
    println!("{}: {answer}", words.join(" "));
    true
}

/// Waits for several timers until none is left: they must run side by side, and end in order.
fn sleepers(count: u64, ms: u64) -> String {
    let start = monotonic_clock::now();
    let mut left: Vec<(u64, Pollable)> = (0..count)
        .map(|at| (at, monotonic_clock::subscribe_duration((ms + at % 4 * ms / 4) * 1_000_000)))
        .collect();
    let mut ended = 0;
    while !left.is_empty() {
        let pollables: Vec<&Pollable> = left.iter().map(|(_, pollable)| pollable).collect();
        let ready = poll(&pollables);
        ended += ready.len();
        let mut at = 0;
        left.retain(|_| {
            at += 1;
            !ready.contains(&(at - 1))
        });
    }
    let took = monotonic_clock::now() - start;
    format!("{ended} ended, side by side {}", took < count * ms * 1_000_000)
}
