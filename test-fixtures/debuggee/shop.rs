//! A component to stop in, with values of every kind. It calls another one, see packing.c.
#![no_std]
extern crate alloc;

use alloc::{boxed::Box, string::String, vec, vec::Vec};
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

#[link(wasm_import_module = "t:shop/packing")]
unsafe extern "C" {
    safe fn packs(size: u32) -> u32;
}

#[derive(Clone, Copy, PartialEq)]
pub enum Color {
    Red,
    Green = 7,
    Blue,
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
    pub color: Color,
}

static RATE: u32 = 3;
static mut CALLS: u32 = 0;

impl Order {
    fn total(&self) -> u32 {
        let price = self.price.as_ref().unwrap();
        match price {
            Price::Free => 0,
            Price::Each(each) => self.count * each,
            Price::Packs { size, price } => {
                let needed = packs(*size);
                price * doubled(needed)
            }
        }
    }
}

#[inline(always)]
fn doubled(value: u32) -> u32 {
    let twice = value * 2;
    twice.min(1000)
}

fn parsed(digit: char) -> Result<u32, &'static str> {
    let value = digit.to_digit(10).ok_or("no digit")?;
    Ok(value)
}

fn factorial(n: u64) -> u64 {
    if n < 2 {
        return 1;
    }
    let rest = factorial(n - 1);
    n * rest
}

fn scalars(count: u32) -> u32 {
    let small: i8 = -5;
    let big: u64 = 18_446_744_073_709_551_615;
    let negative: i64 = -1 - i64::from(count);
    let real: f64 = 2.5;
    let single: f32 = 0.1;
    let yes = count > 0;
    let letter = 'ß';
    let pair = (count, "two");
    let array = [count, 2, 3];
    let slice = &array[1..];
    let boxed = Box::new(count + 1);
    let text: &str = "näh";
    let nothing: Option<u32> = None;
    let something = Some(Color::Blue);
    let good = parsed('7');
    let bad = parsed('x');
    let fact = factorial(4);
    let mut sum = u32::from(yes) + pair.0 + slice[0] + *boxed + text.len() as u32 + array[0];
    sum += nothing.unwrap_or(1) + good.unwrap_or(0) + bad.unwrap_or(2) + something.map_or(0, |one| one as u32);
    sum += (real + f64::from(single)) as u32 + small.unsigned_abs() as u32 + letter as u32 % 2;
    sum + (negative + fact as i64) as u32 + (big >> 63) as u32
}

fn orders(count: u32) -> Vec<Order> {
    vec![
        Order { item: String::from("apples"), count, price: Some(Price::Each(2)), color: Color::Red },
        Order {
            item: String::from("pears"),
            count: 7,
            price: Some(Price::Packs { size: count, price: RATE }),
            color: Color::Green,
        },
        Order { item: String::new(), count: 1, price: price_of(count), color: Color::Blue },
    ]
}

fn price_of(count: u32) -> Option<Price> {
    if count == 9 { None } else { Some(Price::Free) }
}

#[unsafe(no_mangle)]
pub extern "C" fn total(count: u32) -> u32 {
    let orders = orders(count);
    let mut sum = scalars(count);
    for order in &orders {
        sum += order.total();
    }
    unsafe { CALLS += 1 };
    sum
}
