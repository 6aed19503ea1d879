import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { needs } from '../server/src/testing/needs.ts';
import { thirdPartyNotices } from './lib/third-party.mjs';

const folder = 'server/wasi';

test('a part of a package that has a licence of its own brings it along, once', () => {
  const files = ['0.3.0/wasi-cli/package.wit', '0.3.0/wasi-http/package.wit'].map(
    (path) => `${folder}/${path}`,
  );
  const notices = thirdPartyNotices([...files, 'server/src/node/main.ts']);
  assert.match(notices, /^WASI 0\.2\.12, 0\.3\.0 to 0\.3\.2 and drafts$/m);
  assert.equal(notices.split('W3C Community Contributor').length, 2);
  assert.doesNotMatch(notices, /wasi-tls/);
});

const builds = ['toolkit/dist/toolkit.wasm', 'toolkit/dist/toolkit.js', 'toolkit/decoder/dist/decoder.wasm'];

test('builds of ours bring along the crates in them, each licence once', () => {
  const notices = thirdPartyNotices(builds);
  const licence = 'Apache-2.0 WITH LLVM-exception';
  assert.match(notices, new RegExp(`^wac-graph 0\\.12\\.0\\nLicense: ${licence}$`, 'm'));
  assert.match(
    notices,
    new RegExp(`^wit-parser 0\\.263\\.0\\nLicense: ${licence} OR Apache-2.0 OR MIT$`, 'm'),
  );
  assert.match(notices, /^For [^\n]*\bwasm-encoder 0\.258\.3, wasm-encoder 0\.263\.0, /m);
  assert.equal(notices.split('--- LLVM Exceptions to the Apache 2.0 License ----').length, 2);
  assert.doesNotMatch(notices, /^serde_derive /m, 'a macro is not linked');
});

const shipped = 'dist/THIRD-PARTY-NOTICES.txt';

test('the notices include both', { skip: needs(existsSync(shipped), 'npm run build makes it') }, () => {
  const notices = readFileSync(shipped, 'utf8');
  for (const one of ['web-tree-sitter', 'wac-graph', 'wit-parser'])
    assert.match(notices, new RegExp(`^${one} \\d`, 'm'));
});

test('a package without a licence is refused', () => {
  const root = mkdtempSync(join(tmpdir(), 'notices-'));
  const own = join(root, 'node_modules/mute');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'package.json'), '{ "name": "mute", "version": "1.0.0" }');
  assert.throws(() => thirdPartyNotices([join(own, 'index.js')]), /mute says nothing about its licence/);
  rmSync(root, { recursive: true });
});

test('every package of the lock has its own name, except three aliases of older versions for cliui', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { overrides?: unknown };
  assert.equal(manifest.overrides, undefined, 'nothing stands in for a dependency');
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  const others = Object.entries(lock.packages)
    .filter(([path, { name }]) => path !== '' && name !== undefined && !path.endsWith(`/${name}`))
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  assert.deepEqual(others.sort(), ['string-width-cjs', 'strip-ansi-cjs', 'wrap-ansi-cjs']);
});

interface Lock {
  readonly packages: Readonly<Record<string, { readonly name?: string }>>;
}
