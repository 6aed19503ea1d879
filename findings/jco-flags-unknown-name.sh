#!/bin/bash
# jco passes over the names in a flags object that the type does not have; of an enum such a name is an error.
#
# Seen with @bytecodealliance/jco-transpile 0.15.0: a value of `flags permissions { may-read, may-write }` is an
# object with a key for each flag, in camel case. Keys that no flag has, as the very names of the WIT
# (`{ 'may-write': true }`), are not looked at, so that the component is called without a flag that the caller set:
# nothing says so at run time. `"may-append"` as a case of an enum is a TypeError that names the type.
#
# Output: `mayWrite: {"mayRead":false,"mayWrite":true}`, `may-write: {"mayRead":false,"mayWrite":false}`,
# `case of the enum: write`, `no case of the enum: TypeError …`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
cat > same.wit <<'WIT'
package try:same;

world same {
  flags permissions { may-read, may-write }
  enum permission { read, write }
  export all: func(which: permissions) -> permissions;
  export one: func(which: permission) -> permission;
}
WIT
cat > try.mjs <<'JS'
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const binary = await parse(`(module
  (memory (export "memory") 1)
  (func (export "all") (param i32) (result i32) local.get 0)
  (func (export "one") (param i32) (result i32) local.get 0))`);
const witSource = readFileSync('same.wit', 'utf8');
const component = await componentNew(await componentEmbed({ binary, witSource, world: 'same' }));
const { files } = await transpileBytes(component, { name: 'same' });
mkdirSync('out');
for (const [path, bytes] of Object.entries({ ...files, 'package.json': '{"type":"module"}' })) {
  writeFileSync(`out/${path}`, bytes);
}
const { all, one } = await import('./out/same.js');
function answer(what, call) {
  let seen;
  try {
    const value = call();
    seen = typeof value === 'string' ? value : JSON.stringify(value);
  } catch (error) {
    seen = `${error.name} ${error.message}`;
  }
  console.log(`${what}: ${seen}`);
  return seen;
}
const seen = [
  answer('mayWrite', () => all({ mayWrite: true })) === '{"mayRead":false,"mayWrite":true}',
  answer('may-write', () => all({ 'may-write': true })) === '{"mayRead":false,"mayWrite":false}',
  answer('case of the enum', () => one('write')) === 'write',
  answer('no case of the enum', () => one('may-append')).startsWith('TypeError'),
];
process.exit(seen.every(Boolean) ? 0 : 1);
JS
node try.mjs
