#!/bin/bash
# preview3-shim drops the slash behind a path, so that `open-at` and `unlink-file-at` of `a/` take the file `a`.
#
# Seen with @bytecodealliance/preview3-shim 0.7.0: a path that ends in a slash names a directory, and for a regular
# file POSIX answers `not-directory`, as node:fs does here. The shim joins the parts of the path without the last
# slash before it looks for one: `open-at` gives the file, `unlink-file-at` removes it.
#
# Output: `node:fs: ENOTDIR; open-at of a/: regular-file; unlink-file-at of a/: removed`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview3-shim@0.7.0
mkdir root
echo text > root/a
cat > try.mjs <<'JS'
import { existsSync, openSync } from 'node:fs';
import { filesystem } from '@bytecodealliance/preview3-shim';

filesystem._setPreopens({ '/': `${process.cwd()}/root` });
const [[root]] = filesystem.preopens.getDirectories();
let posix = 'opened';
try {
  openSync('root/a/');
} catch (error) {
  posix = error.code;
}
const file = await root.openAt({ symlinkFollow: true }, 'a/', {}, { read: true });
const { tag } = await file.getType();
await root.unlinkFileAt('a/').catch(() => {});
const removed = existsSync('root/a') ? 'there' : 'removed';
console.log(`node:fs: ${posix}; open-at of a/: ${tag}; unlink-file-at of a/: ${removed}`);
process.exit(posix === 'ENOTDIR' && tag === 'regular-file' && removed === 'removed' ? 0 : 1);
JS
node try.mjs
