#!/bin/bash
# preview3-shim's timestamp `now` is the second that began before, so that a file may become older by it.
#
# Seen with @bytecodealliance/preview3-shim 0.7.0: `set-times-at` with `now` sets whole seconds. A file that was
# written half a second into a second and then gets the time `now` is older than it was, which tools that compare
# times, as make does, take for unchanged.
#
# Output: `now is a whole second, older than what was written before`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview3-shim@0.7.0
mkdir root
cat > try.mjs <<'JS'
import { statSync, writeFileSync } from 'node:fs';
import { filesystem } from '@bytecodealliance/preview3-shim';

filesystem._setPreopens({ '/': `${process.cwd()}/root` });
const [[root]] = filesystem.preopens.getDirectories();
const written = () => statSync('root/file', { bigint: true }).mtimeNs;
// In the first half of a second, with time left in it.
const into = Date.now() % 1000;
await new Promise((done) => setTimeout(done, into < 200 || into > 500 ? 1200 - into : 0));
writeFileSync('root/file', 'text');
const before = written();
const now = { tag: 'now' };
await root.setTimesAt({ symlinkFollow: true }, 'file', now, now);
const after = written();
const isWhole = after % 1_000_000_000n === 0n;
const age = after < before ? 'older' : 'newer';
console.log(`now is ${isWhole ? 'a whole second' : after}, ${age} than what was written before`);
process.exit(isWhole && after < before ? 0 : 1);
JS
node try.mjs
