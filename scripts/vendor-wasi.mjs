// Copies the WIT of WASI that the language server knows offline into server/wasi/, from a published package.
// jco itself would be 340 MB of dependencies for 200 KB of text.
// usage: node scripts/vendor-wasi.mjs
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOURCE = '@bytecodealliance/jco@1.35.0';
const FOLDER = 'package/lib/wit/builtin';
const target = 'server/wasi';

const work = mkdtempSync(join(tmpdir(), 'vendor-wasi-'));
try {
  const packed = execFileSync('npm', ['pack', '--silent', SOURCE], { cwd: work, encoding: 'utf8' }).trim();
  execFileSync('tar', ['xzf', packed], { cwd: work });
  const folder = join(work, FOLDER);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isVendored).sort();
  rmSync(target, { recursive: true, force: true });
  for (const path of paths) cpSync(join(folder, path), join(target, path));
  const files = Object.fromEntries(paths.map((path) => [path, sha256(join(target, path))]));
  const description = {
    name: 'WASI',
    version: '0.2.10, 0.2.12, 0.3.0',
    license: 'SEE LICENSE IN LICENSE.md',
    homepage: 'https://github.com/WebAssembly/WASI',
    source: { package: SOURCE, folder: FOLDER, sha256: sha256(join(work, packed)), files },
  };
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(description, undefined, 2)}\n`);
} finally {
  rmSync(work, { recursive: true });
}

/** Not Node.js' own interfaces, and not the copies of what others depend on. */
function isVendored(path) {
  if (path.endsWith('.wit')) return !path.startsWith('jco-') && !path.includes('deps');
  return path === 'LICENSE.md' || path === 'README.md' || /^wasi-tls[^/]*\/LICENSE\.md$/.test(path);
}

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
