import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readManifest } from './read-manifest.ts';
import { manifestHints } from './manifest-hints.ts';

const entry = (version: string) =>
  `[[packages.versions]]\nrequirement = "=${version}"\nversion = "${version}"\ndigest = "sha256:00"\n`;
const lock = readManifest(
  'file:///p/wkg.lock',
  `version = 1\n[[packages]]\nname = "wasi:io"\n${entry('0.2.0')}${entry('0.2.3')}`,
)!;
const deps = readManifest('file:///p/wit/deps.toml', 'http = "https://a.b/c"\nwasi-cli = "../cli"\n')!;
const crate = readManifest(
  'file:///p/Cargo.toml',
  '[package]\n[package.metadata.component.target.dependencies]\n"my:dep" = "1.2.0"\n',
)!;

describe('the hint for a missing package', () => {
  it('has the locked version, preferably the requested one', () => {
    const fetch = { manifest: 'file:///p/wkg.lock', command: 'wkg wit fetch' };
    assert.deepEqual(manifestHints([lock], 'wasi:io@0.2.3'), { ...fetch, manifestVersion: '0.2.3' });
    assert.deepEqual(manifestHints([lock], 'wasi:io@0.2.9'), { ...fetch, manifestVersion: '0.2.0' });
    assert.deepEqual(manifestHints([lock], 'wasi:io'), { ...fetch, manifestVersion: '0.2.0' });
  });

  it('has a folder of that name in deps.toml, or its path', () => {
    const from = { manifest: 'file:///p/wit/deps.toml' };
    assert.deepEqual(manifestHints([deps], 'wasi:http@0.2.3'), { ...from, command: 'wit-deps' });
    assert.deepEqual(manifestHints([deps], 'wasi:cli@0.2.3'), { ...from, manifestPath: '../cli' });
  });

  it('has the entry of cargo component in Cargo.toml', () => {
    const { command, manifestVersion } = manifestHints([lock, deps, crate], 'my:dep@1.2.0');
    assert.deepEqual([command, manifestVersion], ['wkg wit fetch', '1.2.0']);
  });

  it('is usually absent', () => {
    assert.deepEqual(manifestHints([lock, deps, crate], 'wasi:clocks@0.2.3'), {});
  });
});
