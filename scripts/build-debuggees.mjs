// Builds the guests with debug information (test-fixtures/debuggee) anew. They are committed so that tests need no
// compilers. Needs Rust with the target wasm32-unknown-unknown, and clang with lld (CLANG names it).
// usage: node scripts/build-debuggees.mjs
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const cwd = resolve('test-fixtures/debuggee');
const run = (program, args) => execFileSync(program, args, { cwd, stdio: 'inherit' });

const rustFlags = ['-g', '-Copt-level=0', '-Cpanic=abort', `--remap-path-prefix=${cwd}=/sources`];
const library = ['--edition', '2024', '--target', 'wasm32-unknown-unknown', '--crate-type', 'cdylib'];
run('rustc', [...library, ...rustFlags, 'orders.rs', '-o', 'orders.wasm']);

const clangFlags = ['-g', '-nostdlib', '-Wl,--no-entry', `-ffile-prefix-map=${cwd}=/sources`];
for (const [optimization, output] of [
  ['-O0', 'packs.wasm'],
  ['-O2', 'packs-inlined.wasm'],
])
  run(process.env.CLANG ?? 'clang', [
    '--target=wasm32',
    ...clangFlags,
    optimization,
    'packs.c',
    '-o',
    output,
  ]);
