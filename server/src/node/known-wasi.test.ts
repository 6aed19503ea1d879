import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { diagnosticsBy, packageFindings, syntaxFindings } from '../check/check.ts';
import { Workspace } from '../analysis/workspace.ts';
import { codeActions } from '../features/code-actions/code-actions.ts';
import { KnownPackages } from '../packages/known-packages.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';
import { needs } from '../testing/needs.ts';
import vendored from '../../wasi/package.json' with { type: 'json' };
import { knownWasi } from './known-wasi.ts';

/** Interfaces that wasmtime, Spin and wasmCloud provide. */
const drafts = [
  'keyvalue@0.2.0-draft',
  'keyvalue@0.2.0-draft2',
  'config@0.2.0-rc.1',
  'config@0.2.0-draft',
  'config@0.2.0-draft-2024-09-27',
  'logging@0.1.0-draft',
  'nn@0.2.0-rc-2024-10-28',
  'tls@0.2.0-draft',
  'tls@0.3.0-draft',
  'otel@0.2.0-rc.2',
  'blobstore@0.2.0-draft',
];

test('WASI 0.2 and 0.3 are complete and without errors', () => {
  const keys = [...knownWasi.keys()];
  for (const name of ['cli', 'clocks', 'filesystem', 'http', 'random', 'sockets'])
    for (const version of ['0.2.12', '0.3.0', '0.3.1', '0.3.2'])
      assert.ok(keys.includes(`wasi:${name}@${version}`), name);
  for (const draft of drafts) assert.ok(keys.includes(`wasi:${draft}`), draft);
  const groups = [...knownWasi.all()].map(({ source }) => source);
  const root = { main: groups[0]!, dependencies: groups.slice(1), emptyFolders: [], unread: [] };
  const resolved = resolveRoot(root, 'all');
  const { all, problems } = resolved;
  assert.equal(all.length, keys.length);
  assert.deepEqual(problems, []);
  const files = groups.flatMap((group) => group.files);
  assert.deepEqual(files.flatMap(syntaxFindings), []);
  const judge = { components: true, tools: '0.263' } as const;
  const reported = diagnosticsBy(
    judge,
    all.flatMap((one) => packageFindings({ ...resolved, main: one }, one, 'all')),
  );
  assert.deepEqual(
    reported.filter(({ severity }) => severity === 'error'),
    [],
  );
});

/** The quick fixes for the package that the only import of a world names. */
function offered(path: string) {
  const text = `package a:b;\nworld w { import wasi:${path}; }\n`;
  const snapshot = new Workspace(memoryFileSystem(new Map([['/w.wit', text]])), knownWasi).snapshot();
  const at = text.indexOf('wasi:');
  return codeActions(snapshot, 'file:///w.wit', { start: at, end: at }, (kind) => kind === 'quickfix');
}

const served: readonly (readonly [string, number])[] = [
  ['keyvalue/store@0.2.0-draft', 1],
  ['keyvalue/store@0.2.0-draft2', 1],
  ['config/store@0.2.0-rc.1', 1],
  ['config/store@0.2.0-draft', 1],
  ['config/store@0.2.0-draft-2024-09-27', 1],
  ['logging/logging@0.1.0-draft', 1],
  ['nn/inference@0.2.0-rc-2024-10-28', 1],
  ['tls/types@0.2.0-draft', 2],
  ['tls/client@0.3.0-draft', 1],
  ['otel/tracing@0.2.0-rc.2', 3],
  ['blobstore/container@0.2.0-draft', 2],
  ['http/types@0.3.1', 6],
];
for (const [path, files] of served)
  test(`a fix adds an interface that hosts provide, with its dependencies: wasi:${path}`, () => {
    const [first] = offered(path);
    assert.match(first?.title ?? '', /^Add `wasi:.*to `deps`$/);
    assert.equal(first?.newFiles?.length, files);
  });

test('a draft without a version has fixes for the versions that hosts provide', () => {
  const titles = offered('keyvalue/store@0.2.0').map(({ title }) => title);
  const versions = ['draft2', 'draft'].map((version) => `wasi:keyvalue@0.2.0-${version}`);
  assert.deepEqual(
    titles,
    versions.map((key) => `Change to \`${key}\`, and add it to \`deps\``),
  );
});

const shipped = 'dist/server/wasi.json';
const skip = needs(existsSync(shipped), 'npm run build makes it');
test('the shipped files equal the sources', { skip }, () => {
  const built = new KnownPackages(() => JSON.parse(readFileSync(shipped, 'utf8')));
  const texts = (from: KnownPackages) => [...from.all()].map(({ key, text }) => `${key}\n${text}`).sort();
  assert.deepEqual(texts(built), texts(knownWasi));
});

const wasi = new URL('../../wasi/', import.meta.url);

test('every vendored file has the hash of the published one', () => {
  const hashes = Object.entries(vendored.files);
  assert.ok(hashes.length > 20);
  for (const [path, hash] of hashes) {
    const contents = readFileSync(new URL(path, wasi));
    assert.equal(createHash('sha256').update(contents).digest('hex'), hash, path);
  }
  const entries = readdirSync(wasi, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  assert.equal(entries.length, hashes.length + 1, 'every file but package.json has a hash');
});

test('vendored packages have exact versions and a licence text', () => {
  const sources = Object.entries(vendored.sources);
  for (const [source, licence] of sources) {
    assert.match(source, /^(npm|crate) \S+@\d+\.\d+\.\d+$/);
    assert.match(licence, /^(Apache-2\.0|MIT)\b/, source);
  }
  const script = readFileSync(new URL('../../../scripts/vendor-wasi.mjs', import.meta.url), 'utf8');
  for (const [source] of sources) assert.ok(script.includes(source.split(' ')[1]!), `${source} is vendored`);
  assert.match(
    readFileSync(new URL('LICENSE.md', wasi), 'utf8'),
    /W3C Community Contributor License Agreement/,
  );
});
