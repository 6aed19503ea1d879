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
        _ => return false,
    }
    true
}
