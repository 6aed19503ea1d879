// Records what lldb shows of test-fixtures/debuggee/shop.wasm and packing.wasm under `wasmtime -g`, in stops.json
// beside them: our debugger has to stop at the same lines, in the same functions, with the same values.
// Needs wasmtime (WASMTIME names it) and lldb (LLDB names it; 22 knows WebAssembly's JIT).
// usage: node scripts/record-stops.mjs
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const debuggee = resolve('test-fixtures/debuggee');
/** Lines to stop at, each when it is first reached. */
const lines = {
  'shop.rs': [58, 61, 63, 72, 73, 77, 78, 82, 85, 86, 103, 105, 109, 110, 114, 126, 132, 133, 135, 137],
  'packing.c': [35, 36, 37, 41, 43, 44, 48, 50, 66, 67, 68, 73, 74, 75, 76],
};

/** Types whose values both write in one line. */
const SCALAR =
  /^\((?:[ui](?:8|16|32|64)|[ui]size|f32|f64|bool|int|count_t|unsigned int|long long|double|float|signed char|shop::Color)\) (\w+) = (\S+)$/gm;
const STOP = /thread #1: .*`(?<name>\S+?)(?:::h[0-9a-f]{16})?\(.* at (?<file>[\w.]+):(?<line>\d+)/;

function stopsIn(text) {
  const shown = text.split('(lldb) thread info').slice(1);
  const known = new Set();
  return shown.flatMap((one) => {
    const { name, file, line } = STOP.exec(one)?.groups ?? {};
    if (file === undefined || known.has(`${file}:${line}`)) return [];
    known.add(`${file}:${line}`);
    const variables = one.split('(lldb) frame variable')[1] ?? '';
    const values = Object.fromEntries([...variables.matchAll(SCALAR)].map(([, key, value]) => [key, value]));
    return [{ function: name, file, line: Number(line), values }];
  });
}

/** The variables that lldb shows in a call, at the first stop on each line. */
function record(folder, program, call, optimization) {
  const places = Object.entries(lines).flatMap(([file, all]) => all.map((line) => ({ file, line })));
  const commands = [
    'settings set plugin.jit-loader.gdb.enable on',
    ...places.map(({ file, line }) => `breakpoint set --file ${file} --line ${line}`),
    'run',
    // Some lines are reached often.
    ...Array.from({ length: 4 * places.length }, () => ['thread info', 'frame variable', 'continue']).flat(),
  ];
  const script = join(folder, 'commands');
  writeFileSync(script, commands.join('\n'));
  const guest = ['run', '-D', 'debug-info=y', '-O', `opt-level=${optimization}`, '--invoke', call, program];
  // The last commands meet no process any more, which lldb ends with a failure for.
  const { stdout, error } = spawnSync(
    process.env.LLDB ?? 'lldb-22',
    ['-b', '-s', script, '--', process.env.WASMTIME ?? 'wasmtime', ...guest],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  if (error) throw error;
  return stopsIn(stdout);
}

const folder = mkdtempSync(join(tmpdir(), 'record-stops-'));
try {
  const plan = join(folder, 'composition.toml');
  const part = (name) => `${name} = ${JSON.stringify(join(debuggee, `${name}.wasm`))}\n`;
  writeFileSync(plan, `[instances]\n${part('packing')}${part('shop')}`);
  const program = join(folder, 'program.wasm');
  execFileSync(process.execPath, ['--import', 'tsx', 'cli/src/main.ts', 'compose', plan, '-o', program]);
  // Optimized, wasmtime loses most values. Not optimized and with -D debug-info, wasmtime 49 runs this Rust into a
  // trap that is not there otherwise: what comes before it, and C by itself, is seen like that.
  const plain = [
    ...record(folder, program, 'total(5)', 0),
    ...record(folder, join(debuggee, 'packing.wasm'), 'packs(5)', 0),
  ];
  const stops = record(folder, program, 'total(5)', 2).map((stop) => {
    const same = plain.find(({ file, line }) => file === stop.file && line === stop.line);
    return { ...stop, values: { ...stop.values, ...same?.values } };
  });
  if (stops.length < 20) throw new Error(`lldb stopped ${stops.length} times`);
  writeFileSync(join(debuggee, 'stops.json'), `${JSON.stringify(stops, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
