use crate::say;
use futures::FutureExt;
use wasip3::clocks::{monotonic_clock, system_clock};

const MILLISECOND: u64 = 1_000_000;

pub async fn step(words: &[&str]) -> bool {
    match words[..] {
        ["clocks"] => {
            let (before, wall) = (monotonic_clock::now(), system_clock::now());
            monotonic_clock::wait_for(MILLISECOND).await;
            let passed = monotonic_clock::now() - before;
            let later = system_clock::now();
            let goes = (later.seconds, later.nanoseconds) >= (wall.seconds, wall.nanoseconds);
            let resolutions =
                monotonic_clock::get_resolution() > 0 && system_clock::get_resolution() > 0;
            say(format!("{} {goes} {resolutions}", passed >= MILLISECOND)).await;
        }
        // A time that is over is ready at once.
        ["over"] => {
            let now = monotonic_clock::now();
            let at_once = monotonic_clock::wait_until(now - 1)
                .now_or_never()
                .is_some();
            say(format!(
                "{at_once} {}",
                monotonic_clock::wait_for(0).now_or_never().is_some()
            ))
            .await;
        }
        // Of two that wait, the earlier one is first, whichever began first; the other one is cancelled.
        ["race"] => {
            let first = futures::select! {
                () = monotonic_clock::wait_for(10_000 * MILLISECOND).fuse() => "late",
                () = monotonic_clock::wait_for(MILLISECOND).fuse() => "early",
            };
            say(first.to_string()).await;
        }
        // So many waits at once: all are cancelled.
        ["waits", count] => {
            let waits = (0..count.parse().unwrap())
                .map(|_| monotonic_clock::wait_for(60_000 * MILLISECOND));
            let over = futures::future::join_all(waits).now_or_never().is_some();
            say(format!("{count} {over}")).await;
        }
        // So many waits at once, to their end.
        ["waits-to-the-end", count] => {
            let waits =
                (0..count.parse().unwrap()).map(|n| monotonic_clock::wait_for(n % 7 * MILLISECOND));
            let over = futures::future::join_all(waits).await;
            say(format!("{}", over.len())).await;
        }
        _ => return false,
    }
    true
}
