//! Calls through tables of functions: of a trait object, of a closure behind a reference, and by a pointer.
#![no_std]

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
fn total(prices: [&dyn Price; 2], discount: &dyn Fn(u32) -> u32, rounded: fn(u32) -> u32) -> u32 {
    let each = prices[0].of(3);
    let flat = prices[1].of(3);
    let less = discount(each.wrapping_add(flat));
    let last = rounded(less);
    last
}

#[unsafe(export_name = "numbers")]
pub extern "C" fn numbers(count: u32) -> u32 {
    let discount = move |sum: u32| {
        let lessened = sum.wrapping_sub(count);
        lessened
    };
    total([&Each(2), &Flat(7)], &discount, half)
}
