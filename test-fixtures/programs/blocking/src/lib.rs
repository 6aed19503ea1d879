//! Waits and counts by WASI 0.2, as the standard library has it.
use std::cell::Cell;
use std::time::Duration;

wit_bindgen::generate!({ path: "../consumer/wit", world: "blocking" });

struct Blocking;

export!(Blocking);

impl exports::t::trade::plain::Guest for Blocking {
    type Counter = Counter;

    fn wait(ms: u32) -> String {
        std::thread::sleep(Duration::from_millis(ms.into()));
        format!("waited {ms}")
    }
}

struct Counter(Cell<u32>);

impl exports::t::trade::plain::GuestCounter for Counter {
    fn new(start: u32) -> Self {
        Self(Cell::new(start))
    }

    fn add(&self, n: u32) -> u32 {
        self.0.set(self.0.get() + n);
        self.0.get()
    }
}
