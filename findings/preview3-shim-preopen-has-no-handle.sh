#!/bin/bash
# preview3-shim can sync a preopened directory, and has no descriptor for its sync-data or set-times.
#
# Seen with @bytecodealliance/preview3-shim 0.7.0: a preopened directory has a path and no file handle. `sync` opens
# the path for itself and succeeds; `sync-data` and `set-times` of the same descriptor fail with `bad-descriptor`. A
# directory below it, opened by `open-at`, has all three.
#
# Output: `preopened: sync ok, sync-data bad-descriptor, set-times bad-descriptor; below: ok, ok, ok`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview3-shim@0.7.0
mkdir -p root/below
cat > try.mjs <<'JS'
import { filesystem } from '@bytecodealliance/preview3-shim';

filesystem._setPreopens({ '/': `${process.cwd()}/root` });
const [[root]] = filesystem.preopens.getDirectories();
const below = await root.openAt({}, 'below', { directory: true }, { read: true });
const now = { tag: 'now' };
const answer = (call) => call.then(() => 'ok', (error) => error.payload.tag);
const all = async (directory) => [
  await answer(directory.sync()),
  await answer(directory.syncData()),
  await answer(directory.setTimes(now, now)),
];
const [sync, data, times] = await all(root);
const seen = `sync ${sync}, sync-data ${data}, set-times ${times}; below: ${(await all(below)).join(', ')}`;
console.log(`preopened: ${seen}`);
process.exit(seen === 'sync ok, sync-data bad-descriptor, set-times bad-descriptor; below: ok, ok, ok' ? 0 : 1);
JS
node try.mjs
