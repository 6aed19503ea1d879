#!/bin/bash
# A `use` behind a type of the same name takes its place without a word; in front of it the name is defined twice.
#
# Seen with wit-parser 0.259 as @bytecodealliance/jco-transpile 0.15.0 has it, and with the crate in 0.263: an
# interface that defines `type t = string` and behind that has `use j.{t}` is accepted. Its functions take and give
# the type of `j`, whose `t` is an u8, and its own is gone. With the two lines the other way round the same text is
# refused.
#
# Output: `type, then use: f gives j's t, a number`, `use, then type: name `t` is defined more than once`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
cat > try.mjs <<'JS'
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { componentEmbed, componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';

/** What `f` gives, by the declarations of a component made of the WIT; or why there is none. */
async function givenBy(definitions) {
  const witSource = `package try:types;
    interface j { type t = u8; }
    interface i { ${definitions} f: func() -> t; }
    world w { import i; }`;
  try {
    const component = await componentNew(await componentEmbed({ dummy: true, witSource, world: 'w' }));
    const { files } = await transpileBytes(component, { name: 'w' });
    const text = (name) => Buffer.from(files[`interfaces/try-types-${name}.d.ts`]).toString();
    const isOfJ = text('i').includes("export type T = import('./try-types-j.js').T");
    return isOfJ && text('j').includes('export type T = number') ? "f gives j's t, a number" : text('i');
  } catch (error) {
    return String(error.payload ?? error.message);
  }
}
const behind = await givenBy('type t = string; use j.{t};');
const before = await givenBy('use j.{t}; type t = string;');
console.log(`type, then use: ${behind}`);
console.log(`use, then type: ${before}`);
process.exit(behind === "f gives j's t, a number" && before === 'name `t` is defined more than once' ? 0 : 1);
JS
node try.mjs
