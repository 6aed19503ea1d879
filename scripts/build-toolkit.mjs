// Builds toolkit/ into toolkit/dist/ (or another folder): the component, the JavaScript that jco writes
// for it, and a manifest. Needs Rust with the target wasm32-unknown-unknown.
// usage: node scripts/build-toolkit.mjs [FOLDER]
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMain } from './lib/is-main.mjs';

const crate = fileURLToPath(new URL('../toolkit/', import.meta.url));
const target = 'wasm32-unknown-unknown';

/** Panic messages carry source paths; they must not carry those of the machine that built. */
function pathRemappings() {
  const sources = join(process.env['CARGO_HOME'] ?? join(homedir(), '.cargo'), 'registry/src');
  return readdirSync(sources).map((registry) => `--remap-path-prefix=${join(sources, registry)}=crates`);
}

function buildModule() {
  execFileSync('cargo', ['fetch', '--locked'], { cwd: crate, stdio: 'inherit' });
  const env = { ...process.env, CARGO_ENCODED_RUSTFLAGS: pathRemappings().join('\x1f') };
  const args = ['build', '--locked', '--release', '--target', target];
  execFileSync('cargo', args, { cwd: crate, env, stdio: 'inherit' });
  return readFileSync(join(crate, 'target', target, 'release/wit_studio_toolkit.wasm'));
}

/** Synchronous calls, and the core module handed in by the host. */
export const transpileOptions = {
  name: 'toolkit',
  instantiation: 'sync',
  nodejsCompat: false,
  noComponentErrorWrapping: false,
};

/** Where the core modules lie in the component, which jco takes out unchanged: they need not ship twice. */
function coreModules(component, files) {
  const modules = Object.entries(files).filter(([path]) => path.endsWith('.wasm'));
  return modules.map(([path, bytes]) => {
    const start = Buffer.from(component).indexOf(bytes);
    if (start < 0) throw new Error(`jco changed ${path}: it no longer lies in the component`);
    return [path, { start, end: start + bytes.length }];
  });
}

function versions() {
  const lock = readFileSync(join(crate, 'Cargo.lock'), 'utf8');
  const crates = lock.matchAll(/name = "(wac-[a-z]+|wit-bindgen|wasmparser)"\nversion = "([^"]+)"/g);
  const jco = JSON.parse(
    readFileSync(new URL('../node_modules/@bytecodealliance/jco-transpile/package.json', import.meta.url)),
  );
  return {
    rustc: execFileSync('rustc', ['--version'], { encoding: 'utf8' }).trim(),
    jcoTranspile: jco.version,
    crates: [...crates].map(([, name, version]) => `${name} ${version}`),
  };
}

function describeFile(path, bytes) {
  return [path, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }];
}

/** @param {string} folder emptied first */
export async function buildToolkit(folder) {
  const component = await componentNew(buildModule());
  const transpiled = await transpileBytes(component, transpileOptions);
  const modules = coreModules(component, transpiled.files);
  const files = { ...transpiled.files, 'toolkit.wasm': component };
  for (const [path] of modules) delete files[path];
  const described = Object.entries(files).map(([path, bytes]) => describeFile(path, bytes));
  const manifest = {
    ...versions(),
    coreModules: Object.fromEntries(modules),
    files: Object.fromEntries(described.sort()),
  };
  rmSync(folder, { recursive: true, force: true });
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (isMain(import.meta.url)) await buildToolkit(process.argv[2] ?? join(crate, 'dist'));
