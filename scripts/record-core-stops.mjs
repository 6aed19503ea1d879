// Records what lldb shows of core modules that wasmtime debugs (`wasmtime run -g`): members.cpp and inlined.cpp in
// test-fixtures/debuggee, in core-stops.json beside them. Our debugger has to stop at the same lines, with the same
// callers and values, and to say of the same values that the compiler has not kept them.
// Needs wasmtime (WASMTIME names it) and lldb with Python (LLDB names it; 22 connects to a debugged guest).
// usage: node scripts/record-core-stops.mjs
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const debuggee = resolve('test-fixtures/debuggee');
/** Lines to stop at, each when it is first reached. */
const wanted = {
  'members.cpp': [17, 18, 28, 31, 34, 38, 41, 60],
  'inlined.cpp': [8, 12, 13, 23, 25, 37],
};

/** Arrays of arrays of variable length, whose outer length lldb takes for the inner one. */
const wrong = ['grid'];

/** A guest that waits for the debugger, at a port of this machine. */
async function debugged(program) {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const args = ['run', '-g', String(port), '--invoke', 'numbers', program, '3'];
  const guest = spawn(process.env.WASMTIME ?? 'wasmtime', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  for await (const text of guest.stderr.iterator({ destroyOnReturn: false })) {
    said += text;
    if (said.includes('listening')) return { guest, port };
  }
  throw new Error(said);
}

async function record(source, lines) {
  const { guest, port } = await debugged(join(debuggee, source.replace('.cpp', '.wasm')));
  guest.stderr.resume();
  const over = once(guest, 'exit');
  const commands = [
    `script import sys; sys.path.append(${JSON.stringify(resolve('scripts/lib'))})`,
    `command script import ${resolve('scripts/lib/lldb_stop.py')}`,
    `process connect --plugin=wasm connect://127.0.0.1:${port}`,
    // lldb reads the module at the first stop.
    'stepi',
    ...lines.map((line) => `breakpoint set --one-shot true --file ${source} --line ${line}`),
    ...lines.flatMap(() => ['continue', 'stop']),
    'continue',
  ];
  const args = ['-b', ...commands.flatMap((command) => ['-o', command])];
  const { stdout } = spawnSync(process.env.LLDB ?? 'lldb-22', args, { encoding: 'utf8', timeout: 60_000 });
  guest.kill();
  await over;
  const shown = stdout.split('\n').filter((line) => line.startsWith('@@'));
  return shown.map((line) => {
    const { places, values } = JSON.parse(line.slice(2));
    return {
      places,
      values: Object.fromEntries(Object.entries(values).filter(([name]) => !wrong.includes(name))),
    };
  });
}

const stops = {};
for (const [source, lines] of Object.entries(wanted)) stops[source] = await record(source, lines);
writeFileSync(join(debuggee, 'core-stops.json'), `${JSON.stringify(stops, null, 2)}\n`);
