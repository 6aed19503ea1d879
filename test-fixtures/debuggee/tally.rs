//! A handler of wasi:http in Rust, which tests edit while it is served. It counts letters, and answers no request.
#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

#[link(wasm_import_module = "wasi:http/types@0.2.0")]
unsafe extern "C" {
    #[link_name = "[resource-drop]incoming-request"]
    fn drop_request(handle: u32);
    #[link_name = "[resource-drop]response-outparam"]
    fn drop_outparam(handle: u32);
}

fn letters(word: &str) -> u32 {
    let mut count = 0;
    for letter in word.as_bytes() {
        if *letter != b' ' {
            count += 1;
        }
    }
    count
}

#[unsafe(export_name = "wasi:http/incoming-handler@0.2.0#handle")]
extern "C" fn handle(request: u32, outparam: u32) {
    let count = letters("a pear");
    if count == 0 {
        core::arch::wasm32::unreachable();
    }
    unsafe {
        drop_request(request);
        drop_outparam(outparam);
    }
}
