//! A guest to stop in. Without the standard library, so that most of its DWARF is of these lines.
#![no_std]
extern crate alloc;

use alloc::{string::String, vec, vec::Vec};
use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32;

/// Takes memory and never frees any.
struct Bump;

unsafe impl GlobalAlloc for Bump {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let pages = layout.size().div_ceil(65536);
        (wasm32::memory_grow(0, pages) * 65536) as *mut u8
    }
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static MEMORY: Bump = Bump;

#[panic_handler]
fn panicked(_: &core::panic::PanicInfo) -> ! {
    wasm32::unreachable()
}

pub enum Price {
    Free,
    Each(u32),
    Packs { size: u32, price: u32 },
}

pub struct Order {
    pub item: String,
    pub count: u32,
    pub price: Option<Price>,
}

impl Order {
    fn total(&self) -> u32 {
        let price = self.price.as_ref().unwrap();
        match price {
            Price::Free => 0,
            Price::Each(each) => self.count * each,
            Price::Packs { size, price } => price * divided(self.count, *size),
        }
    }
}

#[inline(always)]
fn divided(count: u32, size: u32) -> u32 {
    let packs = count / size;
    packs + (count % size).min(1)
}

fn orders(count: u32) -> Vec<Order> {
    vec![
        Order { item: String::from("apples"), count, price: Some(Price::Each(2)) },
        Order { item: String::from("pears"), count: 7, price: Some(Price::Packs { size: count, price: 3 }) },
        Order { item: String::from("water"), count: 1, price: if count == 9 { None } else { Some(Price::Free) } },
    ]
}

#[unsafe(no_mangle)]
pub extern "C" fn total(count: u32) -> u32 {
    let orders = orders(count);
    let mut sum = 0;
    for order in &orders {
        sum += order.total();
    }
    sum
}
