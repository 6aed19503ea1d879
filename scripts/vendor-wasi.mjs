// Copies the WIT of WASI that the language server knows offline into server/wasi/, from published packages:
// the releases from npm's jco (which would be 340 MB of dependencies for 200 KB of text), the drafts that hosts
// serve from the crates of these hosts.
// usage: node scripts/vendor-wasi.mjs
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const target = 'server/wasi';
const RELEASES = { package: '@bytecodealliance/jco@1.35.0', folder: 'package/lib/wit/builtin' };
/** Folder of the crate by the folder in server/wasi. */
const DRAFTS = {
  'wasmtime-wasi-keyvalue@49.0.3': { 'wit/deps/keyvalue': 'keyvalue-0.2.0-draft' },
  'wasmtime-wasi-config@49.0.3': { 'wit/deps/config': 'config-0.2.0-rc.1' },
  'wasmcloud-component@0.2.0': {
    'wit/deps/config': 'config-0.2.0-draft',
    'wit/deps/logging': 'logging-0.1.0-draft',
  },
};

const work = mkdtempSync(join(tmpdir(), 'vendor-wasi-'));
try {
  rmSync(target, { recursive: true, force: true });
  copyReleases();
  copyDrafts();
  const paths = readdirSync(target, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => /\.(wit|md)$/.test(path));
  const description = {
    name: 'WASI',
    version: '0.2.10, 0.2.12, 0.3.0 and drafts',
    license: 'SEE LICENSE IN LICENSE.md',
    homepage: 'https://github.com/WebAssembly/WASI',
    sources: [`npm ${RELEASES.package}`, ...Object.keys(DRAFTS).map((crate) => `crate ${crate}`)],
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

/** Not Node.js' own interfaces, and not the copies of what others depend on. */
function isVendored(path) {
  if (path.endsWith('.wit')) return !path.startsWith('jco-') && !path.includes('deps');
  return path === 'LICENSE.md' || path === 'README.md' || /^wasi-tls[^/]*\/LICENSE\.md$/.test(path);
}

/** Cargo fetches the crates for a package that is made of nothing else. */
function copyDrafts() {
  const dependencies = Object.keys(DRAFTS).map((crate) => crate.replace(/@(.*)/, ' = "=$1"'));
  const manifest = ['[package]', 'name = "drafts"', 'version = "0.0.0"', '[dependencies]', ...dependencies];
  mkdirSync(join(work, 'src'));
  writeFileSync(join(work, 'src/lib.rs'), '');
  writeFileSync(join(work, 'Cargo.toml'), `${manifest.join('\n')}\n`);
  const metadata = execFileSync('cargo', ['metadata', '--format-version', '1', '--quiet'], {
    cwd: work,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  for (const { name, version, manifest_path: path } of JSON.parse(metadata).packages)
    for (const [from, to] of Object.entries(DRAFTS[`${name}@${version}`] ?? {}))
      cpSync(join(dirname(path), from), join(target, to), { recursive: true });
}

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
