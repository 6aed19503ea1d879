//! Calls through tables of functions: of trait objects, of closures behind a reference and in boxes, and by a pointer.
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

/// Closures in a box, for any number of calls, with changes in between, and for one.
type Boxed = (Box<dyn Fn(u32) -> u32>, Box<dyn FnMut(u32) -> u32>, Box<dyn FnOnce(u32) -> u32>);

#[inline(never)]
fn total(prices: [&dyn Price; 2], discount: &dyn Fn(u32) -> u32, rounded: fn(u32) -> u32, boxed: Boxed) -> u32 {
    let (surcharge, mut count, finish) = boxed;
    let each = prices[0].of(3);
    let flat = prices[1].of(3);
    let less = discount(each.wrapping_add(flat));
    let last = rounded(less);
    let more = surcharge(last);
    let counted = count(more);
    let done = finish(counted);
    done
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
    let count = Box::new(|sum: u32| {
        let doubled = sum.wrapping_mul(2);
        doubled
    });
    let finish = Box::new(|sum: u32| {
        let finished = sum.wrapping_sub(1);
        finished
    });
    total([&Each(2), &Flat(7)], &discount, half, (surcharge, count, finish))
}
