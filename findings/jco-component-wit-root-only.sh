#!/bin/bash
# The WIT that jco gives of a component names interfaces that it does not contain: it cannot be read back.
#
# Seen with @bytecodealliance/jco-transpile 0.15.0: `componentWit` prints the package `root:component` alone, with a
# world that imports `a:b/points@1.0.0`. The package `a:b`, whose interface the component carries with all types and
# signatures, is left out, and there is no option that adds it. `componentEmbed` of the same library refuses the text,
# since that package is not found. So the signatures of a component's imports and exports cannot be had this way
# unless they stand in the world itself. (`wasm-tools component wit` prints such packages behind the root.)
#
# Output: `names a:b/points: true, declares it: false, read back: package not found`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
cat > try.mjs <<'JS'
import { componentEmbed, componentWit, parse } from '@bytecodealliance/jco-transpile/wasm-tools';

const component = await parse(`(component
  (type $points (instance
    (type $record (record (field "x" u32)))
    (export "point" (type $point (eq $record)))
    (type $get (func (result $point)))
    (export "get" (func (type $get)))))
  (import "a:b/points@1.0.0" (instance (type $points))))`);
const wit = await componentWit(component);
const reason = (error) => {
  const text = String(error?.payload ?? error);
  return /not found|find package/.test(text) ? 'package not found' : text;
};
const readBack = await componentEmbed({ witSource: wit, dummy: true }).then(() => 'yes', reason);
const declares = /interface points|record point/.test(wit);
console.log(`names a:b/points: ${wit.includes('a:b/points@1.0.0')}, declares it: ${declares}, read back: ${readBack}`);
JS
output=$(node try.mjs)
echo "$output"
test "$output" = 'names a:b/points: true, declares it: false, read back: package not found'
