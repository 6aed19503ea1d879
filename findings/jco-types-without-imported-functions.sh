#!/bin/bash
# jco's types of a world leave out the functions that the world itself imports.
#
# Seen with @bytecodealliance/jco-transpile 0.15.0: a world imports an interface and a function of its own
# (`import log: func(line: string)`). The .d.ts of the world, for guests as for hosts, has the interface and every
# exported function; `log` is in none of the files, so a guest that calls it does not type-check, and the types ask no
# host to provide it.
#
# Output: `files: app.d.ts interfaces/try-types-words.d.ts; with split: 1, with run: 1, with log: 0` for guest and host
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/jco-transpile@0.15.0
cat > app.wit <<'WIT'
package try:types;

interface words {
  split: func(text: string) -> list<string>;
}
world app {
  import words;
  import log: func(line: string);
  export run: func(id: u32) -> string;
}
WIT
cat > types.mjs <<'JS'
import { generateGuestTypes, generateHostTypes } from '@bytecodealliance/jco-transpile';
import { _setPreopens } from '@bytecodealliance/preview2-shim/filesystem';

_setPreopens({ '/': '/' });
for (const generate of [generateGuestTypes, generateHostTypes]) {
  const files = Object.entries(await generate('app.wit', { worldName: 'app' }));
  const holding = (name) => files.filter(([, text]) => new RegExp(`function ${name}\\b`).test(Buffer.from(text).toString())).length;
  const counts = ['split', 'run', 'log'].map((name) => `with ${name}: ${holding(name)}`);
  console.log(`files: ${files.map(([name]) => name).sort().join(' ')}; ${counts.join(', ')}`);
}
JS
seen=$(node types.mjs)
echo "$seen"
line='files: app.d.ts interfaces/try-types-words.d.ts; with split: 1, with run: 1, with log: 0'
[ "$seen" = "$line"$'\n'"$line" ]
