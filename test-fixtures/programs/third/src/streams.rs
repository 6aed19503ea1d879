use crate::say;
use futures::FutureExt;
use wasip3::cli::types::ErrorCode;
use wasip3::cli::{stderr, stdin, stdout, terminal_stdin, terminal_stdout};
use wasip3::random::{insecure, insecure_seed, random};
use wasip3::wit_bindgen::StreamResult;
use wasip3::wit_stream;

pub async fn write_out(bytes: Vec<u8>) -> Result<(), ErrorCode> {
    let (mut to, from) = wit_stream::new();
    let (result, _) = futures::join!(stdout::write_via_stream(from).into_future(), async {
        to.write_all(bytes).await;
        drop(to);
    });
    result
}

pub async fn step(words: &[&str]) -> bool {
    match words[..] {
        ["err", text] => {
            let (mut to, from) = wit_stream::new();
            let (result, rest) =
                futures::join!(stderr::write_via_stream(from).into_future(), async {
                    let rest = to.write_all(format!("{text}\n").into_bytes()).await;
                    drop(to);
                    rest.len()
                });
            say(format!("{result:?}, {rest} left")).await;
        }
        ["input"] => {
            let (from, result) = stdin::read_via_stream();
            let bytes = from.collect().await;
            say(format!(
                "{:?} {:?}",
                String::from_utf8_lossy(&bytes),
                result.await
            ))
            .await;
        }
        // As many bytes as are wanted, and then the stream is dropped.
        ["input", count] => {
            let (mut from, result) = stdin::read_via_stream();
            let (status, bytes) = from.read(Vec::with_capacity(count.parse().unwrap())).await;
            drop(from);
            let how = match status {
                StreamResult::Complete(count) => format!("{count} bytes"),
                StreamResult::Dropped => "dropped".to_string(),
                StreamResult::Cancelled => "cancelled".to_string(),
            };
            say(format!(
                "{how} {:?} {:?}",
                String::from_utf8_lossy(&bytes),
                result.await
            ))
            .await;
        }
        // Standard output is never closed, and the program ends.
        ["unended", text] => {
            let (mut to, from) = wit_stream::new();
            let result = stdout::write_via_stream(from);
            to.write_all(format!("{text}\n").into_bytes()).await;
            std::mem::forget((to, result));
        }
        // Nobody asks what came of it.
        ["unasked", text] => {
            let (mut to, from) = wit_stream::new();
            drop(stdout::write_via_stream(from));
            let rest = to.write_all(format!("{text}\n").into_bytes()).await;
            drop(to);
            say(format!("{} left", rest.len())).await;
        }
        // A read that is cancelled before anything came, and the stream goes on.
        ["input-cancelled"] => {
            let (mut from, result) = stdin::read_via_stream();
            let at_once = futures::select! {
                read = Box::pin(from.read(Vec::with_capacity(4))).fuse() => Some(read.1),
                () = wasip3::clocks::monotonic_clock::wait_for(20_000_000).fuse() => None,
            };
            let bytes = from.collect().await;
            say(format!(
                "{at_once:?} {:?} {:?}",
                String::from_utf8_lossy(&bytes),
                result.await
            ))
            .await;
        }
        // So many bytes in one write, more than any buffer holds.
        ["much", count] => {
            let bytes = vec![b'x'; count.parse().unwrap()];
            let result = write_out(bytes).await;
            say(format!("{result:?}")).await;
        }
        // Two streams at once.
        ["both"] => {
            let (one, other) =
                futures::join!(write_out(b"one ".to_vec()), write_out(b"one ".to_vec()));
            say(format!("{one:?} {other:?}")).await;
        }
        ["terminals"] => {
            let input = terminal_stdin::get_terminal_stdin().is_some();
            say(format!(
                "{input} {}",
                terminal_stdout::get_terminal_stdout().is_some()
            ))
            .await;
        }
        ["random", count] => {
            let count = count.parse().unwrap();
            let lengths = [
                random::get_random_bytes(count).len(),
                insecure::get_insecure_random_bytes(count).len(),
            ];
            let differ = random::get_random_u64() != random::get_random_u64();
            let seeds = insecure_seed::get_insecure_seed() == insecure_seed::get_insecure_seed();
            say(format!("{lengths:?} {differ} {seeds}")).await;
        }
        _ => return false,
    }
    true
}
