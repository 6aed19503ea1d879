#!/bin/bash
# A new installation of jco cannot componentize TypeScript: its tools find no folder, as the shim grants none.
#
# Seen with @bytecodealliance/jco 1.35.0 and jco-transpile 0.15.0, which ask for preview2-shim ^0.26.0. Until
# preview2-shim 0.26.0 a program had the folder `/` from the start; 0.26.1 preopens nothing. The tools of jco-transpile
# are a component over that shim, which read the WIT by its path (`componentWitMetadataForWorld`) and grant themselves
# nothing. jco reads it so for every source in TypeScript and for `--bundle`, in order to offer Node's modules: the
# command ends with "failed to get path metadata". A source in JavaScript is componentized, as its WIT is read
# elsewhere. Who pins preview2-shim to 0.26.0 by `overrides` has the former behaviour.
#
# Output: `0.26.0: /, metadata read; 0.26.1: no folder, failed to get path metadata`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/try.mjs" <<'JS'
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentWitMetadataForWorld } from '@bytecodealliance/jco-transpile';
import { preopens } from '@bytecodealliance/preview2-shim/filesystem';

const wit = join(process.cwd(), 'world.wit');
writeFileSync(wit, 'package a:b; world w { export f: func() -> u32; }');
const folders = preopens.getDirectories().map(([, path]) => path).join(' ') || 'no folder';
const result = await componentWitMetadataForWorld({ tag: 'path', val: wit }, 'w').then(
  ({ exports }) => (Array.isArray(exports) ? 'metadata read' : 'no metadata'),
  (error) => /failed to get path metadata/.exec(String(error))?.[0] ?? String(error),
);
console.log(`${folders}, ${result}`);
JS
for shim in 0.26.0 0.26.1; do
  mkdir "$folder/$shim"
  cd "$folder/$shim"
  cp ../try.mjs .
  echo "{ \"private\": true, \"overrides\": { \"@bytecodealliance/preview2-shim\": \"$shim\" } }" > package.json
  npm install --silent --no-audit --no-fund --ignore-scripts \
    @bytecodealliance/jco-transpile@0.15.0 "@bytecodealliance/preview2-shim@$shim"
done
output="0.26.0: $(cd "$folder/0.26.0" && node try.mjs); 0.26.1: $(cd "$folder/0.26.1" && node try.mjs)"
echo "$output"
test "$output" = '0.26.0: /, metadata read; 0.26.1: no folder, failed to get path metadata'
