import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readManifest } from '../read-manifest.ts';

const read = (text: string) => readManifest('file:///p/wkg.lock', text)!;
const codes = (text: string) => read(text).problems.map(({ code, detail }) => `${code} ${detail.key ?? ''}`);
const versions = (text: string) => read(text).packages.map(({ name, version }) => `${name}@${version}`);

const locked = (version: string) =>
  `[[packages.versions]]\nrequirement = "=${version}"\nversion = "${version}"\ndigest = "sha256:00"\n`;

describe('wkg.lock', () => {
  it('lists packages, each in one or more versions', () => {
    const text = `version = 1\n[[packages]]\nname = "wasi:io"\nregistry = "wasi.dev"\n${locked('0.2.0')}${locked('0.2.3')}`;
    assert.deepEqual(versions(text), ['wasi:io@0.2.0', 'wasi:io@0.2.3']);
    assert.deepEqual(codes(text), []);
  });

  it('may use the array names of older tools', () => {
    const entry = '[[package.version]]\nrequirement = "*"\nversion = "1.0.0"\ndigest = "sha256:00"\n';
    assert.deepEqual(versions(`version = 1\n[[package]]\nname = "a:b"\n${entry}`), ['a:b@1.0.0']);
  });

  it('of another version is reported and ignored', () => {
    const text = `version = 2\n[[packages]]\nname = "wasi:io"\n${locked('0.2.0')}`;
    assert.deepEqual(codes(text), ['manifest-version ']);
    assert.deepEqual(versions(text), []);
    assert.deepEqual(codes('packages = []\n'), ['manifest-value version']);
  });

  it('that is truncated is read as far as possible', () => {
    const text = `version = 1\n[[packages]]\nname = "a:b"\n[[packages.versions]]\nversion = "1.0.0"\n`;
    assert.deepEqual(versions(text), ['a:b@1.0.0']);
    assert.deepEqual(codes(text), [
      'manifest-value packages.0.versions.0.requirement',
      'manifest-value packages.0.versions.0.digest',
    ]);
  });

  it('that is empty or invalid TOML has one error', () => {
    assert.deepEqual(codes(''), ['manifest-value version']);
    assert.deepEqual(codes('<<<<<<< HEAD\nversion = 1\n'), ['manifest-syntax ']);
  });
});
