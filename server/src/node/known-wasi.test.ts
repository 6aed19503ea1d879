import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageFindings, syntaxFindings } from '../check/check.ts';
import { KnownPackages } from '../packages/known-packages.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import vendored from '../../wasi/package.json' with { type: 'json' };
import { knownWasi } from './known-wasi.ts';

test('WASI 0.2 and 0.3 are known, each package with all that it names, and without mistakes', () => {
  const keys = [...knownWasi.keys()];
  for (const name of ['cli', 'clocks', 'filesystem', 'http', 'random', 'sockets'])
    for (const version of ['0.2.12', '0.3.0']) assert.ok(keys.includes(`wasi:${name}@${version}`), name);
  const drafts = ['keyvalue@0.2.0-draft', 'config@0.2.0-rc.1', 'logging@0.1.0-draft'];
  for (const draft of drafts) assert.ok(keys.includes(`wasi:${draft}`), draft);
  const groups = [...knownWasi.all()].map(({ source }) => source);
  const root = { main: groups[0]!, dependencies: groups.slice(1), emptyFolders: [], unread: [] };
  const { all, problems } = resolveRoot(root, 'all');
  assert.equal(all.length, keys.length);
  assert.deepEqual(problems, []);
  const files = groups.flatMap((group) => group.files);
  assert.deepEqual(files.flatMap(syntaxFindings), []);
  assert.deepEqual(
    all.flatMap((one) => packageFindings(one, 'all')),
    [],
  );
});

const shipped = 'dist/server/wasi.json';
const skip = existsSync(shipped) ? false : 'it is not built';
test('what ships is what the sources have', { skip }, () => {
  const built = new KnownPackages(() => JSON.parse(readFileSync(shipped, 'utf8')));
  const texts = (from: KnownPackages) => [...from.all()].map(({ key, text }) => `${key}\n${text}`).sort();
  assert.deepEqual(texts(built), texts(knownWasi));
});

test('every vendored file is the one that was published', () => {
  const files = Object.entries(vendored.files);
  assert.ok(files.length > 20);
  for (const [path, hash] of files) {
    const contents = readFileSync(new URL(`../../wasi/${path}`, import.meta.url));
    assert.equal(createHash('sha256').update(contents).digest('hex'), hash, path);
  }
});
