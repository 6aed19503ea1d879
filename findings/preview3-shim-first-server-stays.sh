#!/bin/bash
# The first HTTP server of preview3-shim in a process goes on after stop and close; a second one ends.
#
# Seen with @bytecodealliance/preview3-shim 0.7.0: servers are numbered from 0n, and `stop` and `close` do nothing
# where the number is falsy, which is how they know a server that never listened.
#
# Output: `after close: the first answers 200, the second ECONNREFUSED`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview3-shim@0.7.0
cat > try.mjs <<'JS'
import { get } from 'node:http';
import { createServer } from 'node:net';
import { http } from '@bytecodealliance/preview3-shim';

const port = await new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});
const body = async function* () {
  yield Buffer.from('hello');
};
const trailers = () => Promise.resolve({ tag: 'ok', val: undefined });
const answer = () => ({ tag: 'ok', val: http.Response.new(new http.Fields(), body(), trailers())[0] });
const ask = (at) =>
  new Promise((done) => {
    // Each request has a connection of its own.
    const asked = get(`http://127.0.0.1:${at}/`, { agent: false }, (response) => {
      response.resume().on('end', () => done(response.statusCode));
    });
    asked.on('error', ({ code }) => done(code));
  });
async function afterClose(at) {
  const server = new http.HttpServer({ handle: async () => answer() });
  await server.listen(at, '127.0.0.1');
  if ((await ask(at)) !== 200) throw new Error('not served');
  await Promise.race([server.close(), new Promise((done) => setTimeout(done, 3000))]);
  return ask(at);
}
const first = await afterClose(port);
const second = await afterClose(port + 1);
console.log(`after close: the first answers ${first}, the second ${second}`);
process.exit(first === 200 && second === 'ECONNREFUSED' ? 0 : 1);
JS
node try.mjs
