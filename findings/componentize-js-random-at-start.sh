#!/bin/bash
# componentize-js: a script that draws a random number while it loads does not become a component.
#
# Seen with @bytecodealliance/componentize-js 0.23.0: `const id = Math.random()` at the top of a script, which every
# other JavaScript runtime takes, ends the build in a trap of the engine's initialization with a page of frames that
# have no names; that it was a random number shows in the last lines alone (`wasi:random/random` is called). The clock
# may be read in the same place, and the time of the build then stands in the component for good.
#
# Output: `random at the top: build fails, naming get-random-u64; clock at the top: builds`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/componentize-js@0.23.0
cat > start.wit <<'WIT'
package try:start;

world start {
  export read: func() -> string;
}
WIT
cat > build.mjs <<'JS'
import { componentize } from '@bytecodealliance/componentize-js';

const script = `const atStart = ${process.argv[2]}; export function read() { return String(atStart); }`;
await componentize(script, { witPath: 'start.wit', worldName: 'start' });
JS
node build.mjs 'Date.now()'
if message=$(node build.mjs 'Math.random()' 2>&1); then
  echo 'random at the top: builds'
  exit 1
fi
grep -q 'get-random-u64' <<< "$message"
echo 'random at the top: build fails, naming get-random-u64; clock at the top: builds'
