import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { thirdPartyNotices } from './lib/third-party.mjs';

const folder = 'node_modules/@bytecodealliance/jco/lib/wit/builtin';

test('a part of a package that has a licence of its own brings it along, once', () => {
  const files = ['0.3.0/wasi-cli/package.wit', '0.3.0/wasi-http/package.wit'].map(
    (path) => `${folder}/${path}`,
  );
  const notices = thirdPartyNotices([...files, 'server/src/node/main.ts']);
  assert.match(notices, /^@bytecodealliance\/jco 1\.35\.0$/m);
  assert.equal(notices.split('W3C Community Contributor').length, 2);
  assert.match(notices, /^For lib\/wit\/builtin:$/m);
  assert.doesNotMatch(notices, /wasi-tls/);
});

test('a package that says nothing of a licence is refused', () => {
  const root = mkdtempSync(join(tmpdir(), 'notices-'));
  const own = join(root, 'node_modules/mute');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'package.json'), '{ "name": "mute", "version": "1.0.0" }');
  assert.throws(() => thirdPartyNotices([join(own, 'index.js')]), /mute says nothing about its licence/);
  rmSync(root, { recursive: true });
});
