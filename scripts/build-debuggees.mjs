// Builds the guests with debug information (test-fixtures/debuggee). They are committed so that tests need no
// compilers. Needs Rust with the targets wasm32-unknown-unknown and wasm32-wasip2, clang with lld (CLANG names it), and
// zig, whose folder and cache are named in the debug information: in /opt/zig, with ZIG_GLOBAL_CACHE_DIR=/var/cache/zig.
// usage: node scripts/build-debuggees.mjs [FILE…]
import { componentEmbed, componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';

const cwd = resolve('test-fixtures/debuggee');
const run = (program, args) => execFileSync(program, args, { cwd, stdio: 'inherit' });

function rust(source, output, more = []) {
  const flags = ['-g', '-Copt-level=0', '-Cpanic=abort', `--remap-path-prefix=${cwd}=/sources`, ...more];
  const library = ['--edition', '2024', '--target', 'wasm32-unknown-unknown', '--crate-type', 'cdylib'];
  run('rustc', [...library, ...flags, source, '-o', output]);
}

/** A crate that the sample has built without debug information, as a component. */
function crate(folder, output) {
  const crateFolder = resolve(folder);
  const target = resolve('.cache/debuggee');
  const flags = [`--remap-path-prefix=${crateFolder}=/sources`, `--remap-path-prefix=${homedir()}=/home`];
  const env = { ...process.env, CARGO_TARGET_DIR: target, RUSTFLAGS: flags.join(' ') };
  execFileSync('cargo', ['build', '--target', 'wasm32-wasip2'], { cwd: crateFolder, env, stdio: 'inherit' });
  copyFileSync(resolve(target, 'wasm32-wasip2/debug', output), resolve(cwd, output));
}

/** A program with Rust's library. */
function rustProgram(source, output) {
  const flags = ['-g', '-Copt-level=0', '-Cpanic=abort', `--remap-path-prefix=${cwd}=/sources`];
  run('rustc', ['--edition', '2024', '--target', 'wasm32-wasip2', ...flags, source, '-o', output]);
}

/** A library with that of C++. */
async function cpp(source, output, exported) {
  const target = ['-target', 'wasm32-wasi', '-mexec-model=reactor'];
  const places = [`-ffile-prefix-map=${cwd}=/sources`, '-fdebug-compilation-dir=/sources'];
  const flags = ['-std=c++20', '-fno-exceptions', '-fno-sanitize=undefined', '-g', '-O0', ...places];
  // zig names the folder that it runs in.
  const path = resolve(cwd, output);
  const args = ['c++', ...target, ...flags, resolve(cwd, source), '-o', path];
  execFileSync('/opt/zig/zig', args, { cwd: '/', env: { ...process.env, PWD: '/' }, stdio: 'inherit' });
  const witSource = `package t:cpp; world cpp { export ${exported}; }`;
  const embedded = await componentEmbed({ binary: readFileSync(path), witSource, world: 'cpp' });
  writeFileSync(path, embedded);
}

function c(source, output, optimization = '-O0') {
  const linking = ['-nostdlib', '-Wl,--no-entry'];
  const flags = ['-g', optimization, `-ffile-prefix-map=${cwd}=/sources`];
  run(process.env.CLANG ?? 'clang', [
    '--target=wasm32',
    ...linking,
    ...flags,
    ...[source].flat(),
    '-o',
    output,
  ]);
}

/** A core module in C++ without a library, which has the WIT that it is to be a component for. */
async function bareCpp(source, output, optimization) {
  const linking = ['-nostdlib', '-Wl,--no-entry'];
  const language = ['-fno-exceptions', '-fno-rtti', '-fno-sanitize=undefined'];
  const places = [`-ffile-prefix-map=${cwd}=/sources`, '-fdebug-compilation-dir=/sources'];
  const flags = ['-g', optimization, ...places];
  const path = resolve(cwd, output);
  run(process.env.CLANG ?? 'clang', [
    '--target=wasm32',
    ...linking,
    ...language,
    ...flags,
    resolve(cwd, source),
    '-o',
    path,
  ]);
  const witSource = readFileSync(resolve(cwd, 'numbers.wit'), 'utf8');
  writeFileSync(path, await componentEmbed({ binary: readFileSync(path), witSource, world: 'numbers' }));
}

/** Builds from an edited source. */
function edited(source, edit, build) {
  const path = resolve(cwd, source);
  const text = readFileSync(path, 'utf8');
  try {
    writeFileSync(path, edit(text));
    build();
  } finally {
    writeFileSync(path, text);
  }
}

/** As if there were empty lines above the source. */
const below = (lines) => (text) => `${'\n'.repeat(lines)}${text}`;

/** Makes a component of a core module, for a world of a package. */
async function component(file, world, wit = 'shop.wit') {
  const path = resolve(cwd, file);
  const witSource = readFileSync(resolve(cwd, wit), 'utf8');
  const embedded = await componentEmbed({ binary: readFileSync(path), witSource, world });
  writeFileSync(path, await componentNew(embedded));
}

/** Without the checks whose panics bring in code of the library, with half a megabyte of debug information. */
const SMALL = ['-Cdebug-assertions=off'];

const builds = {
  'orders.wasm': (output) => rust('orders.rs', output),
  'collections.wasm': (output) => rustProgram('collections.rs', output),
  'containers.wasm': (output) => cpp('containers.cpp', output, 'total: func(count: u32) -> u32'),
  'packs.wasm': (output) => c('packs.c', output),
  'packs-inlined.wasm': (output) => c('packs.c', output, '-O2'),
  'shop.wasm': (output) => (rust('shop.rs', output), component(output, 'shop')),
  'auth.wasm': (output) => crate('test-fixtures/workspaces/edge/auth', output),
  'packing.wasm': (output) => (c('packing.c', output), component(output, 'packs')),
  'futures.wasm': (output) => (rust('futures.rs', output), component(output, 'numbers', 'numbers.wit')),
  'calls.wasm': (output) => (rust('calls.rs', output, SMALL), component(output, 'numbers', 'numbers.wit')),
  'numbers.wasm': (output) => (c('numbers.c', output), component(output, 'numbers', 'numbers.wit')),
  'twice.wasm': (output) => (
    c(['twice.c', 'twice-bindings.c'], output),
    component(output, 'numbers', 'numbers.wit')
  ),
  'members.wasm': (output) => bareCpp('members.cpp', output, '-O0'),
  'calls-cpp.wasm': (output) => bareCpp('calls.cpp', output, '-O0'),
  'inlined.wasm': (output) => bareCpp('inlined.cpp', output, '-O2'),
  'counter.wasm': (output) => (c('counter.c', output), component(output, 'counter', 'counter.wit')),
  'counter-moved.wasm': (output) => (
    edited('counter.c', below(3), () => c('counter.c', output)),
    component(output, 'counter', 'counter.wit')
  ),
  'tally.wasm': (output) => (rust('tally.rs', output, SMALL), component(output, 'counter', 'counter.wit')),
  'tally-edited.wasm': (output) => (
    edited(
      'tally.rs',
      (text) => below(3)(text.replace('"a pear"', '"two pears"')),
      () => rust('tally.rs', output, SMALL),
    ),
    component(output, 'counter', 'counter.wit')
  ),
};

const wanted = process.argv.slice(2);
for (const [output, build] of Object.entries(builds))
  if (wanted.length === 0 || wanted.includes(output)) await build(output);
