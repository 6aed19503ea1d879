//! What the program consumer asks for. The component has one memory for all calls, which run at once.
use std::cell::Cell;

use futures::channel::oneshot;
use wasip3::clocks::monotonic_clock::wait_for;
use wit_bindgen::{FutureReader, StreamReader, StreamResult};

wit_bindgen::generate!({ path: "../consumer/wit", world: "supplier" });

use t::trade::plain;

struct Supplier;

export!(Supplier);

thread_local! {
    static CANCELLED: Cell<u32> = const { Cell::new(0) };
    static AT_ONCE: Cell<u32> = const { Cell::new(0) };
    static LEFT: Cell<Option<oneshot::Receiver<u32>>> = const { Cell::new(None) };
}

/// Counts a call that is dropped before it is over.
struct UntilOver(bool);

impl Drop for UntilOver {
    fn drop(&mut self) {
        if !self.0 {
            CANCELLED.set(CANCELLED.get() + 1);
        }
    }
}

async fn wait(ms: u32) {
    wait_for(u64::from(ms) * 1_000_000).await;
}

impl exports::t::trade::goods::Guest for Supplier {
    async fn slow(n: u32, ms: u32) -> u32 {
        let mut guard = UntilOver(false);
        wait(ms).await;
        guard.0 = true;
        n
    }

    fn cancelled() -> u32 {
        CANCELLED.get()
    }

    async fn numbers(count: u32) -> StreamReader<u32> {
        let (mut to, from) = wit_stream::new();
        let (tell, left) = oneshot::channel();
        LEFT.set(Some(left));
        wit_bindgen::spawn_local(async move {
            let rest = to.write_all((1..=count).collect()).await;
            let _ = tell.send(rest.len() as u32);
        });
        from
    }

    async fn left() -> u32 {
        LEFT.take().unwrap().await.unwrap()
    }

    async fn texts(texts: Vec<String>) -> StreamReader<String> {
        let (mut to, from) = wit_stream::new();
        wit_bindgen::spawn_local(async move {
            for text in texts {
                to.write_one(text).await;
            }
        });
        from
    }

    async fn sum(mut numbers: StreamReader<u32>) -> u64 {
        let mut sum = 0;
        loop {
            let (status, read) = numbers.read(Vec::with_capacity(1_000)).await;
            sum += read.into_iter().map(u64::from).sum::<u64>();
            if !matches!(status, StreamResult::Complete(_)) {
                return sum;
            }
        }
    }

    async fn first(mut numbers: StreamReader<u32>, count: u32) -> Vec<u32> {
        let (_, read) = numbers.read(Vec::with_capacity(count as usize)).await;
        read
    }

    async fn echo(mut bytes: StreamReader<u8>) -> StreamReader<u8> {
        let (mut to, from) = wit_stream::new();
        wit_bindgen::spawn_local(async move {
            loop {
                let (status, read) = bytes.read(Vec::with_capacity(4_096)).await;
                if !to.write_all(read).await.is_empty()
                    || !matches!(status, StreamResult::Complete(_))
                {
                    return;
                }
            }
        });
        from
    }

    async fn later(n: u32, ms: u32) -> FutureReader<u32> {
        let (to, from) = wit_future::new(|| 0);
        wit_bindgen::spawn_local(async move {
            wait(ms).await;
            let _ = to.write(n).await;
        });
        from
    }

    async fn passed(number: FutureReader<u32>) -> u32 {
        number.await + 1
    }

    async fn fails(why: String) -> Result<u32, String> {
        wait(1).await;
        Err(why)
    }

    async fn traps() {
        wait(1).await;
        panic!("as it was asked to");
    }

    async fn alone(ms: u32) -> u32 {
        wit_bindgen::backpressure_inc();
        AT_ONCE.set(AT_ONCE.get() + 1);
        wait(ms).await;
        let at_once = AT_ONCE.replace(AT_ONCE.get() - 1);
        wit_bindgen::backpressure_dec();
        at_once
    }

    async fn blocking(ms: u32) -> String {
        let counter = plain::Counter::new(ms);
        format!("{} {}", plain::wait(ms), counter.add(1))
    }
}
