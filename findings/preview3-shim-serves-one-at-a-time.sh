#!/bin/bash
# preview3-shim's HTTP server calls the handler for a request only when it has answered the one before.
#
# Seen with @bytecodealliance/preview3-shim 0.7.0: the handler of WASI 0.3 is asynchronous, so that one instance may
# answer many requests side by side. HttpServer waits for the handler and for the body of its response before it takes
# the next request: while the handler waits for one client, nobody else is served.
#
# Output: `while /first waits the handler has: /first; afterwards: /first /second`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview3-shim@0.7.0
cat > try.mjs <<'JS'
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
const called = [];
let release;
const gate = new Promise((open) => (release = open));
const server = new http.HttpServer({
  async handle(request) {
    const path = request.getPathWithQuery();
    called.push(path);
    if (path === '/first') await gate;
    return answer();
  },
});
await server.listen(port, '127.0.0.1');
const ask = (path) => fetch(`http://127.0.0.1:${port}${path}`).then((response) => response.text());
const first = ask('/first');
while (called.length === 0) await new Promise((turn) => setTimeout(turn, 10));
const second = ask('/second');
await new Promise((done) => setTimeout(done, 2000));
const meanwhile = called.join(' ');
release();
await Promise.all([first, second]);
console.log(`while /first waits the handler has: ${meanwhile}; afterwards: ${called.join(' ')}`);
process.exit(meanwhile === '/first' && called.join(' ') === '/first /second' ? 0 : 1);
JS
node try.mjs
