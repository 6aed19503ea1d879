//! Calls through tables of functions: of trait objects, of closures behind a reference and in a box, and by a pointer.
#![no_std]

extern crate alloc;

use alloc::boxed::Box;
use core::alloc::{GlobalAlloc, Layout};

/// Memory for closures that capture nothing, which need none.
struct None;

unsafe impl GlobalAlloc for None {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        core::arch::wasm32::unreachable()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ALLOCATOR: None = None;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

trait Price {
    fn of(&self, count: u32) -> u32;
}

struct Each(u32);

impl Price for Each {
    fn of(&self, count: u32) -> u32 {
        let all = self.0.wrapping_mul(count);
        all
    }
}

struct Flat(u32);

impl Price for Flat {
    fn of(&self, _: u32) -> u32 {
        let once = self.0;
        once
    }
}

fn half(sum: u32) -> u32 {
    let rest = sum >> 1;
    rest
}

#[inline(never)]
fn total(prices: [&dyn Price; 2], discount: &dyn Fn(u32) -> u32, rounded: fn(u32) -> u32, surcharge: Box<dyn Fn(u32) -> u32>) -> u32 {
    let each = prices[0].of(3);
    let flat = prices[1].of(3);
    let less = discount(each.wrapping_add(flat));
    let last = rounded(less);
    let more = surcharge(last);
    more
}

#[unsafe(export_name = "numbers")]
pub extern "C" fn numbers(count: u32) -> u32 {
    let discount = move |sum: u32| {
        let lessened = sum.wrapping_sub(count);
        lessened
    };
    let surcharge = Box::new(|sum: u32| {
        let raised = sum.wrapping_add(1);
        raised
    });
    total([&Each(2), &Flat(7)], &discount, half, surcharge)
}
