#!/bin/bash
# A number that is missing in a record for jco is 0, and false where it is a bool; a missing string is an error.
#
# Seen with @bytecodealliance/jco-transpile 0.15.0: a record is an object, and of a field that is not there jco reads
# `undefined`. Integers and bools are converted from it as JavaScript does, so that the component gets 0 or false (a
# float gets NaN), and a misspelt field of numbers goes unnoticed in plain JavaScript. For a string or an u64 the
# same `undefined` is a TypeError.
#
# Output: `without amount: 0`, `with amont: 0`, `without paid: false`, `without rate: NaN`,
# `without name: TypeError …`, `without total: TypeError …`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
cat > order.wit <<'WIT'
package try:order;

world orders {
  record order { amount: u32, paid: bool, rate: f32, name: string, total: u64 }
  export amount: func(of: order) -> u32;
  export paid: func(of: order) -> bool;
  export rate: func(of: order) -> f32;
}
WIT
cat > try.mjs <<'JS'
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

// The flattened record: amount, paid, rate, the name's address and length, total.
const binary = await parse(`(module
  (memory (export "memory") 1)
  (global $free (mut i32) (i32.const 1024))
  (func (export "cabi_realloc") (param i32 i32 i32) (param $size i32) (result i32)
    global.get $free
    (global.set $free (i32.add (global.get $free) (local.get $size))))
  (type $field-of-order (func (param i32 i32 f32 i32 i32 i64) (result i32)))
  (func (export "amount") (type $field-of-order) local.get 0)
  (func (export "paid") (type $field-of-order) local.get 1)
  (func (export "rate") (param i32 i32 f32 i32 i32 i64) (result f32) local.get 2))`);
const witSource = readFileSync('order.wit', 'utf8');
const component = await componentNew(await componentEmbed({ binary, witSource, world: 'orders' }));
const { files } = await transpileBytes(component, { name: 'orders' });
mkdirSync('out');
for (const [path, bytes] of Object.entries({ ...files, 'package.json': '{"type":"module"}' })) {
  writeFileSync(`out/${path}`, bytes);
}
const { amount, paid, rate } = await import('./out/orders.js');
const order = { amount: 3, paid: true, rate: 0.5, name: 'tea', total: 6n };
function without(field) {
  return Object.fromEntries(Object.entries(order).filter(([name]) => name !== field));
}
function answer(what, call) {
  let seen;
  try {
    seen = String(call());
  } catch (error) {
    seen = `${error.name} ${error.message}`;
  }
  console.log(`${what}: ${seen}`);
  return seen;
}
const seen = [
  answer('without amount', () => amount(without('amount'))) === '0',
  answer('with amont', () => amount({ ...without('amount'), amont: 3 })) === '0',
  answer('without paid', () => paid(without('paid'))) === 'false',
  answer('without rate', () => rate(without('rate'))) === 'NaN',
  answer('without name', () => amount(without('name'))).startsWith('TypeError'),
  answer('without total', () => amount(without('total'))).startsWith('TypeError'),
];
process.exit(seen.every(Boolean) ? 0 : 1);
JS
node try.mjs
