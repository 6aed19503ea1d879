// Records what lldb shows of values of the libraries of Rust and C++ in test-fixtures/debuggee/collections.rs and
// containers.cpp, built for this machine, in values.json beside them: our debugger has to show the same counts,
// numbers and texts of the programs built for WebAssembly. lldb shows Rust by the formatters that come with Rust.
// Needs rustc, zig (ZIG names it), and lldb with Python (LLDB names it).
// usage: node scripts/record-values.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const debuggee = resolve('test-fixtures/debuggee');
/** Without values that lldb shows incompletely or wrongly. */
const wanted = {
  'collections.rs': [
    ...[
      'rc',
      'other',
      'arc',
      'cell',
      'once',
      'idle',
      'read',
      'atomic',
      'tree',
      'counts',
      'none',
      'queue',
      'heap',
    ],
    ...['path', 'part', 'os', 'number', 'owned'],
  ],
  'containers.cpp': [
    ...[
      'brief',
      'longer',
      'none',
      'wide',
      'utf16',
      'view',
      'numbers',
      'names',
      'bits',
      'points',
      'fixed',
      'deque',
    ],
    ...[
      'list',
      'span',
      'prices',
      'words',
      'hashed',
      'bare',
      'some',
      'nothing',
      'unique',
      'shared',
      'again',
      'pair',
    ],
    ...['atomic', 'variant'],
  ],
};

const run = (program, args) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** The lines where all variables of a function have their values. */
function stopsOf(source) {
  const lines = readFileSync(join(debuggee, source), 'utf8').split('\n');
  const isStop = (line) => /^\s+(?:black_box\(\(|use\()/.test(line ?? '');
  return lines.flatMap((line, at) => (isStop(line) && !isStop(lines[at - 1]) ? [at + 1] : []));
}

function record(source, program, before) {
  const stops = stopsOf(source);
  const commands = [
    ...before,
    `command script import ${resolve('scripts/lib/lldb_values.py')}`,
    ...stops.map((line) => `breakpoint set --file ${source} --line ${line}`),
    'run',
    ...stops.flatMap(() => ['values', 'continue']),
  ];
  const args = ['-b', ...commands.flatMap((command) => ['-o', command]), '--', program];
  const shown = run(process.env.LLDB ?? 'lldb-22', args)
    .split('\n')
    .filter((line) => line.startsWith('@@'))
    .map((line) => JSON.parse(line.slice(2)));
  return wanted[source].map((name) => {
    const found = shown.find((one) => one.name === name);
    if (!found) throw new Error(`lldb shows no ${name} of ${source}`);
    return found;
  });
}

const folder = mkdtempSync(join(tmpdir(), 'record-values-'));
try {
  const [rust, cpp] = [join(folder, 'rust'), join(folder, 'cpp')];
  const library = join(run('rustc', ['--print', 'sysroot']).trim(), 'lib/rustlib/etc');
  run('rustc', ['--edition', '2024', '-g', join(debuggee, 'collections.rs'), '-o', rust]);
  const main = join(folder, 'main.cpp');
  writeFileSync(main, 'extern "C" unsigned total(unsigned);\nint main() { return total(0); }\n');
  const sources = [join(debuggee, 'containers.cpp'), main];
  run(process.env.ZIG ?? 'zig', [
    'c++',
    '-std=c++20',
    '-g',
    '-O0',
    '-Wno-unknown-attributes',
    ...sources,
    '-o',
    cpp,
  ]);
  const values = {
    'collections.rs': record('collections.rs', rust, [
      `command script import ${join(library, 'lldb_lookup.py')}`,
      `command source -s 0 ${join(library, 'lldb_commands')}`,
    ]),
    'containers.cpp': record('containers.cpp', cpp, []),
  };
  writeFileSync(join(debuggee, 'values.json'), `${JSON.stringify(values, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
