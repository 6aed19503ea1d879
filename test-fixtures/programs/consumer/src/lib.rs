//! Makes the calls of other components that its arguments say and prints their answers, as the program third does.
use futures::future::{Either, join_all, select};
use futures::{FutureExt, join};
use std::pin::pin;
use wasip3::cli::{environment, stdout};
use wasip3::clocks::monotonic_clock::wait_for;
use wit_bindgen::StreamResult;

wit_bindgen::generate!({ path: "wit", world: "consumer" });

use t::trade::{goods, plain};

struct Command;

wasip3::cli::command::export!(Command);

impl wasip3::exports::cli::run::Guest for Command {
    async fn run() -> Result<(), ()> {
        let arguments: Vec<String> = environment::get_arguments().into_iter().skip(1).collect();
        for step in arguments.split(|word| word == "+") {
            let words: Vec<&str> = step.iter().map(String::as_str).collect();
            let answer = perform(&words).await;
            say(&format!("{}: {answer}\n", words.join(" "))).await;
        }
        Ok(())
    }
}

async fn say(text: &str) {
    let (mut to, from) = wasip3::wit_stream::new();
    let _ = join!(stdout::write_via_stream(from).into_future(), async {
        to.write_all(text.as_bytes().to_vec()).await;
        drop(to);
    });
}

async fn perform(words: &[&str]) -> String {
    let number = |at: usize| words.get(at).map_or(0, |word| word.parse::<u32>().unwrap());
    match words[0] {
        "slow" => goods::slow(number(1), number(2)).await.to_string(),
        // So many calls at once, the later ones shorter.
        "at-once" => {
            let calls = (0..number(1)).map(|n| goods::slow(n, number(1) - n));
            format!("{}", join_all(calls).await.iter().sum::<u32>())
        }
        // The call that waits longer is cancelled.
        "race" => {
            let (long, short) = (
                pin!(goods::slow(1, 60_000)),
                pin!(goods::slow(2, number(1))),
            );
            let first = match select(long, short).await {
                Either::Left((n, _)) | Either::Right((n, _)) => n,
            };
            first.to_string()
        }
        // Cancelled before it has begun to wait for the answer.
        "at-once-cancelled" => {
            let answer = goods::slow(3, 60_000).now_or_never();
            format!("{answer:?}")
        }
        "cancelled" => goods::cancelled().to_string(),
        "numbers" => {
            let numbers = goods::numbers(number(1)).await.collect().await;
            format!("{} {:?}", numbers.len(), numbers.last())
        }
        // Reads so many at a time, and waits in between.
        "slowly" => {
            let mut stream = goods::numbers(number(1)).await;
            let mut reads = Vec::new();
            loop {
                let (status, read) = stream.read(Vec::with_capacity(number(2) as usize)).await;
                reads.push(read.len());
                wait_for(1_000_000).await;
                if !matches!(status, StreamResult::Complete(_)) {
                    return format!("{reads:?}");
                }
            }
        }
        // Reads so many, drops the stream, and asks what was not taken.
        "some" => {
            let mut stream = goods::numbers(number(1)).await;
            let (_, read) = stream.read(Vec::with_capacity(number(2) as usize)).await;
            drop(stream);
            format!("{read:?} {}", goods::left().await)
        }
        "unread" => {
            drop(goods::numbers(number(1)).await);
            goods::left().await.to_string()
        }
        "texts" => {
            let texts: Vec<String> = words[1..].iter().map(|word| word.to_string()).collect();
            format!("{:?}", goods::texts(texts).await.collect().await)
        }
        "sum" => {
            let (mut to, from) = wit_stream::new();
            let (sum, rest) = join!(goods::sum(from), async {
                let rest = to.write_all((1..=number(1)).collect()).await;
                drop(to);
                rest.len()
            });
            format!("{sum} {rest}")
        }
        "first" => {
            let (mut to, from) = wit_stream::new();
            let numbers = (1..=number(1)).collect();
            let (first, rest) = join!(goods::first(from, number(2)), to.write_all(numbers));
            format!("{first:?} {}", rest.len())
        }
        // A stream of the supplier's goes back to it.
        "back" => goods::sum(goods::numbers(number(1)).await)
            .await
            .to_string(),
        "echo" => {
            let (mut to, from) = wit_stream::new();
            let (bytes, rest) = join!(async { goods::echo(from).await.collect().await }, async {
                let rest = to.write_all(vec![b'x'; number(1) as usize]).await;
                drop(to);
                rest.len()
            });
            format!("{} {rest}", bytes.len())
        }
        "later" => goods::later(number(1), number(2)).await.await.to_string(),
        "unawaited" => {
            drop(goods::later(1, number(1)).await);
            "dropped".to_string()
        }
        "passed" => {
            let (to, from) = wit_future::new(|| 0);
            let (passed, written) = join!(goods::passed(from), to.write(number(1)));
            format!("{passed} {written:?}")
        }
        "passed-on" => {
            let later = goods::later(number(1), number(2)).await;
            goods::passed(later).await.to_string()
        }
        "fails" => format!("{:?}", goods::fails(words[1..].join(" ")).await),
        "traps" => {
            goods::traps().await;
            "nothing".to_string()
        }
        "alone" => {
            let calls = (0..number(1)).map(|_| goods::alone(number(2)));
            format!("{:?}", join_all(calls).await)
        }
        "plain" => {
            let counter = plain::Counter::new(number(1));
            format!(
                "{} {} {}",
                plain::wait(number(1)),
                counter.add(1),
                counter.add(2)
            )
        }
        "blocking" => {
            let (text, n) = join!(goods::blocking(number(1)), goods::slow(5, 1));
            format!("{text} {n}")
        }
        _ => "unknown step".to_string(),
    }
}
