// Builds the guests with debug information (test-fixtures/debuggee) anew. They are committed so that tests need no
// compilers. Needs Rust with the target wasm32-unknown-unknown, and clang with lld (CLANG names it).
// usage: node scripts/build-debuggees.mjs [FILE…]
import { componentEmbed, componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const cwd = resolve('test-fixtures/debuggee');
const run = (program, args) => execFileSync(program, args, { cwd, stdio: 'inherit' });

function rust(source, output) {
  const flags = ['-g', '-Copt-level=0', '-Cpanic=abort', `--remap-path-prefix=${cwd}=/sources`];
  const library = ['--edition', '2024', '--target', 'wasm32-unknown-unknown', '--crate-type', 'cdylib'];
  run('rustc', [...library, ...flags, source, '-o', output]);
}

function c(source, output, optimization = '-O0') {
  const linking = ['-nostdlib', '-Wl,--no-entry'];
  const flags = ['-g', optimization, `-ffile-prefix-map=${cwd}=/sources`];
  run(process.env.CLANG ?? 'clang', ['--target=wasm32', ...linking, ...flags, source, '-o', output]);
}

/** Makes a component of a core module, for a world of shop.wit. */
async function component(file, world) {
  const path = resolve(cwd, file);
  const witSource = readFileSync(resolve(cwd, 'shop.wit'), 'utf8');
  const embedded = await componentEmbed({ binary: readFileSync(path), witSource, world });
  writeFileSync(path, await componentNew(embedded));
}

const builds = {
  'orders.wasm': (output) => rust('orders.rs', output),
  'packs.wasm': (output) => c('packs.c', output),
  'packs-inlined.wasm': (output) => c('packs.c', output, '-O2'),
  'shop.wasm': (output) => (rust('shop.rs', output), component(output, 'shop')),
  'packing.wasm': (output) => (c('packing.c', output), component(output, 'packs')),
};

const wanted = process.argv.slice(2);
for (const [output, build] of Object.entries(builds))
  if (wanted.length === 0 || wanted.includes(output)) await build(output);
