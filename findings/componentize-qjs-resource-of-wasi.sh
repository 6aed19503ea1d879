#!/bin/bash
# componentize-qjs builds no component whose own interface has a function over a stream of `wasi:io`.
#
# Seen with componentize-qjs 0.4.5: the script runs once while the component is made, in a linker that has WASI's
# interfaces and stands in for all others. A stand-in that names a resource of WASI (`use wasi:io/streams@….
# {input-stream}`) gets a resource of its own instead, and the build ends with "mismatched resource types", with and
# without `stubWasi`, though the script calls nothing. The same interface over a resource of another package builds. So
# neither a world with `wasi:http` under another name nor an interface of a team that hands a stream on can be had.
#
# Output: `a resource of wasi:io: mismatched resource types`, `a resource of try:io: built`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts componentize-qjs@0.4.5
cat > build.mjs <<'JS'
import { mkdirSync, writeFileSync } from 'node:fs';
import { componentize } from 'componentize-qjs';

for (const from of ['wasi:io', 'try:io']) {
  const witPath = from.replace(':', '-');
  mkdirSync(`${witPath}/deps`, { recursive: true });
  const use = `use ${from}/streams@0.2.12.{input-stream};`;
  writeFileSync(`${witPath}/deps/io.wit`, `package ${from}@0.2.12; interface streams { resource input-stream; }`);
  writeFileSync(
    `${witPath}/reading.wit`,
    `package try:reading; interface uploads { ${use} size: func(body: borrow<input-stream>) -> u64; }
     world reading { import uploads; export count: func() -> u32; }`,
  );
  const jsSource = 'export function count() { return 1; }';
  const result = await componentize({ witPath, jsSource, world: 'reading', sync: true, stubWasi: true }).then(
    () => 'built',
    (error) => /mismatched resource types/.exec(error.message)?.[0] ?? error.message,
  );
  console.log(`a resource of ${from}: ${result}`);
}
JS
output=$(node build.mjs)
echo "$output"
test "$output" = 'a resource of wasi:io: mismatched resource types
a resource of try:io: built'
