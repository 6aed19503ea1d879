// Copies the WIT of WASI that the language server knows offline into server/wasi/, from published packages:
// the releases from npm's jco (which would be 340 MB of dependencies for 200 KB of text) and the newest from the
// crate that binds it, the drafts that hosts serve from the crates of these hosts and of their SDKs.
// usage: node scripts/vendor-wasi.mjs
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const target = 'server/wasi';
const RELEASES = {
  package: '@bytecodealliance/jco@1.35.0',
  license: 'Apache-2.0 WITH LLVM-exception',
  folder: 'package/lib/wit/builtin',
};
/** The licence of each crate, and the folder in server/wasi by that of the crate. */
const CRATES = {
  'wasmtime-wasi-keyvalue@49.0.3': {
    license: 'Apache-2.0 WITH LLVM-exception',
    folders: { 'wit/deps/keyvalue': 'keyvalue-0.2.0-draft' },
  },
  'wasmtime-wasi-config@49.0.3': {
    license: 'Apache-2.0 WITH LLVM-exception',
    folders: { 'wit/deps/config': 'config-0.2.0-rc.1' },
  },
  'wasmtime-wasi-nn@49.0.3': {
    license: 'Apache-2.0 WITH LLVM-exception',
    folders: { wit: 'nn-0.2.0-rc-2024-10-28' },
  },
  'wasmtime-wasi-tls@49.0.3': {
    license: 'Apache-2.0 WITH LLVM-exception',
    folders: { 'src/p3/wit/deps/tls': 'tls-0.3.0-draft' },
  },
  'wasmcloud-component@0.2.0': {
    license: 'Apache-2.0',
    folders: { 'wit/deps/config': 'config-0.2.0-draft', 'wit/deps/logging': 'logging-0.1.0-draft' },
  },
  'wash-runtime@0.1.0': {
    license: 'Apache-2.0',
    folders: {
      'wit/deps/wasi-blobstore-0.2.0-draft': 'blobstore-0.2.0-draft',
      'wit/deps/wasi-io-0.2.1': 'io-0.2.1',
    },
  },
  'spin-sdk@7.0.0': {
    license: 'Apache-2.0 WITH LLVM-exception',
    folders: {
      'wit/deps/wasi-keyvalue-2024-10-17': 'keyvalue-0.2.0-draft2',
      'wit/deps/wasi-runtime-config-2024-09-27': 'config-0.2.0-draft-2024-09-27',
      'wit/deps/otel@0.2.0-rc.2': 'otel-0.2.0-rc.2',
      'wit/deps/clocks@0.2.0': 'clocks-0.2.0',
      'wit/deps/io@0.2.0': 'io-0.2.0',
    },
  },
};
const LATER = {
  crate: 'wasip3@0.10.0',
  license: 'Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT',
  folder: 'wit/deps',
  version: '0.3.2',
};
/** 0.3.0 in files as those of 0.3.2, to compare them. */
const EARLIER = { crate: 'wasmtime-wasi-http@49.0.3', folder: 'src/p3/wit/deps', version: '0.3.0' };
const BETWEEN = '0.3.1';

const work = mkdtempSync(join(tmpdir(), 'vendor-wasi-'));
try {
  rmSync(target, { recursive: true, force: true });
  copyReleases();
  const folderOf = fetchCrates([...Object.keys(CRATES), LATER.crate, EARLIER.crate]);
  for (const [crate, { folders }] of Object.entries(CRATES))
    for (const [from, to] of Object.entries(folders))
      cpSync(join(folderOf(crate), from), join(target, to), { recursive: true });
  copyLater(join(folderOf(LATER.crate), LATER.folder), join(folderOf(EARLIER.crate), EARLIER.folder));
  const paths = readdirSync(target, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => /\.(wit|md)$/.test(path));
  const description = {
    name: 'WASI',
    version: '0.2.12, 0.3.0 to 0.3.2 and drafts',
    license: 'SEE LICENSE IN LICENSE.md',
    homepage: 'https://github.com/WebAssembly/WASI',
    sources: {
      [`npm ${RELEASES.package}`]: RELEASES.license,
      ...Object.fromEntries(
        Object.entries(CRATES).map(([crate, { license }]) => [`crate ${crate}`, license]),
      ),
      [`crate ${LATER.crate}`]: LATER.license,
    },
    notes: [
      `${BETWEEN} is in no published package: it is what ${EARLIER.version} and ${LATER.version} declare alike, with the docs of ${LATER.version}.`,
    ],
    files: Object.fromEntries(files.map((path) => [path, sha256(join(target, path))])),
  };
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(description, undefined, 2)}\n`);
} finally {
  rmSync(work, { recursive: true });
}

function copyReleases() {
  const packed = execFileSync('npm', ['pack', '--silent', RELEASES.package], { cwd: work, encoding: 'utf8' });
  execFileSync('tar', ['xzf', packed.trim()], { cwd: work });
  const folder = join(work, RELEASES.folder);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isVendored);
  for (const path of paths) cpSync(join(folder, path), join(target, path));
}

/** Without Node.js' own interfaces, and without nested copies of dependencies. */
function isVendored(path) {
  if (path.endsWith('.wit')) return !path.startsWith('jco-') && !path.includes('deps');
  return path === 'LICENSE.md' || path === 'README.md' || /^wasi-tls[^/]*\/LICENSE\.md$/.test(path);
}

/** Cargo fetches the crates for a package that is made of nothing else. Returns where a crate is. */
function fetchCrates(crates) {
  const dependencies = crates.map((crate) => crate.replace(/@(.*)/, ' = "=$1"'));
  const manifest = ['[package]', 'name = "drafts"', 'version = "0.0.0"', '[dependencies]', ...dependencies];
  mkdirSync(join(work, 'src'));
  writeFileSync(join(work, 'src/lib.rs'), '');
  writeFileSync(join(work, 'Cargo.toml'), `${manifest.join('\n')}\n`);
  const metadata = execFileSync('cargo', ['metadata', '--format-version', '1', '--quiet'], {
    cwd: work,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const { packages } = JSON.parse(metadata);
  return (crate) => {
    const [name, wanted] = crate.split('@');
    // The build metadata after `+` is not part of the version in Cargo's manifest.
    const found = packages.find((one) => one.name === name && one.version.split('+')[0] === wanted);
    if (!found) throw new Error(`${crate} was not fetched`);
    const { license } = CRATES[crate] ?? (crate === LATER.crate ? LATER : found);
    if (found.license !== license) throw new Error(`${crate} says ${found.license} and not ${license}`);
    return dirname(found.manifest_path);
  };
}

/** Each package is one file there. */
function copyLater(later, earlier) {
  for (const file of readdirSync(later)) {
    const text = readFileSync(join(later, file), 'utf8');
    const before = readFileSync(join(earlier, file), 'utf8');
    if (declarations(text, LATER.version) !== declarations(before, EARLIER.version))
      throw new Error(`${file} declares something else in ${LATER.version}: ${BETWEEN} has to be looked up`);
    const folder = `wasi-${file.replace(/\.wit$/, '')}`;
    write(join(target, LATER.version, folder, 'package.wit'), text);
    write(join(target, BETWEEN, folder, 'package.wit'), text.replaceAll(`@${LATER.version}`, `@${BETWEEN}`));
  }
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Without comments, and without the version of packages. */
function declarations(text, version) {
  const lines = text.replaceAll(`@${version}`, '').split('\n');
  return lines
    .map((line) => line.replace(/\/\/.*/, '').trim())
    .filter(Boolean)
    .join('\n');
}

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
