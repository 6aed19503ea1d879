//! A guest in Rust to stop in, whose futures are suspended.
#![no_std]

use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::{Context, Poll, Waker};

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

/// Is ready when it is polled again.
async fn later(count: u32) -> u32 {
    let mut is_ready = false;
    poll_fn(|_| if core::mem::replace(&mut is_ready, true) { Poll::Ready(()) } else { Poll::Pending }).await;
    count + 1
}

#[unsafe(export_name = "numbers")]
pub extern "C" fn numbers(count: u32) -> u32 {
    let mut future = pin!(later(count));
    let mut context = Context::from_waker(Waker::noop());
    let mut polls = 0;
    loop {
        polls += 1;
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value + polls;
        }
    }
}
