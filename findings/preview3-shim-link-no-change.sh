#!/bin/bash
# preview3-shim's `no-change` of a symbolic link's time takes over the time of the file that it leads to.
#
# Seen with @bytecodealliance/preview3-shim 0.7.0: `set-times-at` without `symlink-follow` sets the times of the link
# itself, but reads those that should not change through the link. Setting a link's modification time alone gives it
# the file's access time.
#
# Output: `access time of the link: 2000 before, 1000 after no-change; of its file: 1000`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview3-shim@0.7.0
mkdir root
echo text > root/file
ln -s file root/link
cat > try.mjs <<'JS'
import { lstatSync, lutimesSync, utimesSync } from 'node:fs';
import { filesystem } from '@bytecodealliance/preview3-shim';

filesystem._setPreopens({ '/': `${process.cwd()}/root` });
const [[root]] = filesystem.preopens.getDirectories();
utimesSync('root/file', 1000, 1000);
lutimesSync('root/link', 2000, 2000);
const accessed = (name) => lstatSync(`root/${name}`).atimeMs / 1000;
const before = accessed('link');
const modified = { tag: 'timestamp', val: { seconds: 5000n, nanoseconds: 0 } };
await root.setTimesAt({}, 'link', { tag: 'no-change' }, modified);
const after = accessed('link');
console.log(`access time of the link: ${before} before, ${after} after no-change; of its file: ${accessed('file')}`);
process.exit(before === 2000 && after === 1000 ? 0 : 1);
JS
node try.mjs
