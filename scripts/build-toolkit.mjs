// Builds the crate toolkit/ and those below it, each into its dist/: the component, the JavaScript that jco writes
// for it, a list of the crates in it, and a manifest.
// The toolkit contains the module of toolkit/files, which is built before it.
// Needs Rust with the target wasm32-unknown-unknown.
// usage: node scripts/build-toolkit.mjs [files|toolkit|bindings|decoder|dwarf|engine|fuse|javascript]
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMain } from './lib/is-main.mjs';
import { linkedCrates } from './lib/linked-crates.mjs';
import { pathRemappings } from './lib/path-remappings.mjs';

const target = 'wasm32-unknown-unknown';
const folderOf = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The programs to build: name and folder of the crate. */
export const toolkit = { name: 'toolkit', crate: folderOf('../toolkit/') };
export const bindings = { name: 'bindings', crate: folderOf('../toolkit/bindings/') };
export const decoder = { name: 'decoder', crate: folderOf('../toolkit/decoder/') };
export const dwarf = { name: 'dwarf', crate: folderOf('../toolkit/dwarf/') };
export const engine = { name: 'engine', crate: folderOf('../toolkit/engine/') };
export const fuse = { name: 'fuse', crate: folderOf('../toolkit/fuse/') };
export const javascript = { name: 'javascript', crate: folderOf('../toolkit/javascript/') };

/** @param {readonly string[]} flags more of them for rustc */
function buildModule({ name, crate }, flags = []) {
  execFileSync('cargo', ['fetch', '--locked'], { cwd: crate, stdio: 'inherit' });
  const env = { ...process.env, CARGO_ENCODED_RUSTFLAGS: [...pathRemappings(), ...flags].join('\x1f') };
  const args = ['build', '--locked', '--release', '--target', target];
  execFileSync('cargo', args, { cwd: crate, env, stdio: 'inherit' });
  return readFileSync(join(crate, 'target', target, 'release', `wit_studio_${name}.wasm`));
}

const files = { name: 'files', crate: folderOf('../toolkit/files/') };

/** A core module, whose functions need little of a stack. */
const buildFiles = () => buildModule(files, ['-Clink-arg=-zstack-size=16384']);

/** Synchronous calls, and the core module handed in by the host. */
export const transpileOptions = {
  instantiation: 'sync',
  nodejsCompat: false,
  noComponentErrorWrapping: false,
};

/** The positions of the core modules in the component, which jco extracts unchanged: they need not ship twice. */
function coreModules(component, files) {
  const modules = Object.entries(files).filter(([path]) => path.endsWith('.wasm'));
  return modules.map(([path, bytes]) => {
    const start = Buffer.from(component).indexOf(bytes);
    if (start < 0) throw new Error(`jco changed ${path}: it no longer lies in the component`);
    return [path, { start, end: start + bytes.length }];
  });
}

/** The tools and sources of the build. */
function origin({ crate }) {
  const jco = JSON.parse(
    readFileSync(new URL('../node_modules/@bytecodealliance/jco-transpile/package.json', import.meta.url)),
  );
  return {
    rustc: execFileSync('rustc', ['--version'], { cwd: crate, encoding: 'utf8' }).trim(),
    jcoTranspile: jco.version,
    cargoLock: sha256(readFileSync(join(crate, 'Cargo.lock'))),
  };
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const describeFile = (path, bytes) => [path, { bytes: bytes.length, sha256: sha256(bytes) }];

/**
 * @param {typeof toolkit} program
 * @param {string} folder emptied first
 */
export async function buildComponent(program, folder) {
  const { name } = program;
  const component = await componentNew(buildModule(program));
  const transpiled = await transpileBytes(component, { ...transpileOptions, name });
  const modules = coreModules(component, transpiled.files);
  const crates = Buffer.from(`${JSON.stringify(linkedCrates(program.crate, target), null, 2)}\n`);
  const files = { ...transpiled.files, [`${name}.wasm`]: component, 'crates.json': crates };
  for (const [path] of modules) delete files[path];
  const described = Object.entries(files).map(([path, bytes]) => describeFile(path, bytes));
  const manifest = {
    ...origin(program),
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
  if ([undefined, files.name].includes(wanted)) {
    mkdirSync(join(files.crate, 'dist'), { recursive: true });
    writeFileSync(join(files.crate, 'dist', 'files.wasm'), buildFiles());
  }
  for (const program of [toolkit, bindings, decoder, dwarf, engine, fuse, javascript]) {
    if ([undefined, program.name].includes(wanted))
      await buildComponent(program, join(program.crate, 'dist'));
  }
}
