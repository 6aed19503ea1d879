// Builds the crates toolkit/ and toolkit/decoder/, each into its dist/: the component, the JavaScript that
// jco writes for it, and a manifest. Needs Rust with the target wasm32-unknown-unknown.
// usage: node scripts/build-toolkit.mjs [toolkit|decoder]
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMain } from './lib/is-main.mjs';

const target = 'wasm32-unknown-unknown';
const folderOf = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What is built: its name, where its crate is, and the crates whose versions the manifest tells. */
export const toolkit = {
  name: 'toolkit',
  crate: folderOf('../toolkit/'),
  parts: ['wac-[a-z]+', 'wit-bindgen', 'wasmparser'],
};
export const decoder = {
  name: 'decoder',
  crate: folderOf('../toolkit/decoder/'),
  parts: ['wat', 'wit-bindgen', 'wit-component', 'wit-parser', 'wasmparser'],
};

/** Panic messages carry source paths; they must not carry those of the machine that built. */
function pathRemappings() {
  const sources = join(process.env['CARGO_HOME'] ?? join(homedir(), '.cargo'), 'registry/src');
  return readdirSync(sources).map((registry) => `--remap-path-prefix=${join(sources, registry)}=crates`);
}

function buildModule({ name, crate }) {
  execFileSync('cargo', ['fetch', '--locked'], { cwd: crate, stdio: 'inherit' });
  const env = { ...process.env, CARGO_ENCODED_RUSTFLAGS: pathRemappings().join('\x1f') };
  const args = ['build', '--locked', '--release', '--target', target];
  execFileSync('cargo', args, { cwd: crate, env, stdio: 'inherit' });
  return readFileSync(join(crate, 'target', target, 'release', `wit_studio_${name}.wasm`));
}

/** Synchronous calls, and the core module handed in by the host. */
export const transpileOptions = {
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

function versions({ crate, parts }) {
  const lock = readFileSync(join(crate, 'Cargo.lock'), 'utf8');
  const crates = lock.matchAll(new RegExp(`name = "(${parts.join('|')})"\nversion = "([^"]+)"`, 'g'));
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

/**
 * @param {typeof toolkit} program
 * @param {string} folder emptied first
 */
export async function buildComponent(program, folder) {
  const { name } = program;
  const component = await componentNew(buildModule(program));
  const transpiled = await transpileBytes(component, { ...transpileOptions, name });
  const modules = coreModules(component, transpiled.files);
  const files = { ...transpiled.files, [`${name}.wasm`]: component };
  for (const [path] of modules) delete files[path];
  const described = Object.entries(files).map(([path, bytes]) => describeFile(path, bytes));
  const manifest = {
    ...versions(program),
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

if (isMain(import.meta.url)) {
  const [wanted] = process.argv.slice(2);
  for (const program of [toolkit, decoder]) {
    if ([undefined, program.name].includes(wanted))
      await buildComponent(program, join(program.crate, 'dist'));
  }
}
