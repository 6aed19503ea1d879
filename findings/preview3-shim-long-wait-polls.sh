#!/bin/bash
# preview3-shim polls every millisecond while a guest waits for more than 24.8 days.
#
# Seen with @bytecodealliance/preview3-shim 0.7.0: `wait-for` of 30 days gives its milliseconds to setTimeout, which
# takes 32 bits with a sign and waits one millisecond instead, with a warning; the shim finds that the time has not
# come and asks again, for 5 days. `wait-for` of 20 days asks for one timer.
#
# Output: `20 days: one timer; 30 days: a timer each millisecond, with TimeoutOverflowWarning`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @bytecodealliance/preview3-shim@0.7.0
cat > try.mjs <<'JS'
import { clocks } from '@bytecodealliance/preview3-shim';

const { setTimeout: timer } = globalThis;
const warnings = new Set();
process.on('warning', ({ name }) => warnings.add(name));

async function timersOf(days) {
  let count = 0;
  globalThis.setTimeout = (call, milliseconds) => {
    count++;
    return timer(call, milliseconds);
  };
  void clocks.monotonicClock.waitFor(BigInt(days) * 86_400_000_000_000n);
  await new Promise((done) => timer(done, 1000));
  globalThis.setTimeout = timer;
  return count;
}
const [short, long] = [await timersOf(20), await timersOf(30)];
const [warning] = warnings;
const some = long > 10 ? 'a timer each millisecond' : `${long} timers`;
console.log(`20 days: ${short === 1 ? 'one timer' : `${short} timers`}; 30 days: ${some}, with ${warning}`);
process.exit(short === 1 && long > 10 && warning === 'TimeoutOverflowWarning' ? 0 : 1);
JS
node --no-warnings try.mjs
