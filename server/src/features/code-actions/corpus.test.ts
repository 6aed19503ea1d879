import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Snapshot } from '../../analysis/snapshot.ts';
import { Workspace } from '../../analysis/workspace.ts';
import { knownWasi } from '../../node/known-wasi.ts';
import { cases, filesOf, withoutCorpus } from '../../syntax/testing/corpus.ts';
import { memoryFileSystem, uriOfPath } from '../../testing/memory-file-system.ts';
import { diagnostics } from '../diagnostics.ts';
import { type CodeAction, codeActions } from './code-actions.ts';
import { applied } from './testing/applied.ts';

type Files = ReadonlyMap<string, string>;

const snapshotOf = (files: Files) => new Workspace(memoryFileSystem(files), knownWasi).snapshot();

/** The problems of all files, without places. */
function reported(files: Files): string[] {
  const snapshot = snapshotOf(files);
  return [...files.keys()]
    .flatMap((path) => diagnostics(snapshot, uriOfPath(path)))
    .map((one) => one.message);
}

/** The first fix of everything that is wrong in a file. */
function* firstFixes(snapshot: Snapshot, uri: string): Generator<CodeAction> {
  for (const found of diagnostics(snapshot, uri)) {
    const all = codeActions(snapshot, uri, found, (kind) => kind === 'quickfix');
    const own = all.filter(({ fixes: mends }) => mends?.code === found.code && mends.start === found.start);
    const first = own.find(({ isPreferred }) => isPreferred) ?? own[0];
    if (first) yield first;
  }
}

/** The second of two mistakes may have the message of the first. */
const SAME_MESSAGE = new Set(['attribute-argument', 'unexpected-token', 'unused-use']);

describe('quick fixes for the refused packages of the corpus', { skip: withoutCorpus }, () => {
  test('fix the diagnostics that they refer to', () => {
    let fixes = 0;
    for (const one of cases().filter(({ kind }) => kind === 'fail')) {
      const files = new Map([...filesOf(one)].map(([path, text]) => [join('/', path), text]));
      const before = reported(files);
      const snapshot = snapshotOf(files);
      for (const fix of [...files.keys()].flatMap((path) => [...firstFixes(snapshot, uriOfPath(path))])) {
        fixes += 1;
        const { code = '', message = '' } = fix.fixes ?? {};
        const count = (all: string[]) => all.filter((other) => other === message).length;
        const after = reported(applied(files, fix));
        const isMended = count(after) < count(before) || SAME_MESSAGE.has(code);
        assert.ok(isMended, `${one.id}: ${fix.title} left ${message}`);
        assert.ok(
          code !== 'unexpected-token' || after.length <= before.length + 1,
          `${one.id}: ${fix.title}`,
        );
      }
    }
    assert.ok(fixes > 300, `${fixes}`);
  });
});

describe('every known package', () => {
  for (const { key, source } of knownWasi.all()) {
    const item = source.main.parts[0]?.items.find(({ kind }) => kind === 'interface');
    if (item?.kind !== 'interface') throw new Error(`${key} has no interface`);
    const [name, version] = key.split('@');
    test(`${key} is added without errors`, () => {
      const files = new Map([
        ['/wit/a.wit', `package a:b;\nworld w { import ${name}/${item.name?.text}@${version}; }\n`],
      ]);
      const [add] = [...firstFixes(snapshotOf(files), uriOfPath('/wit/a.wit'))];
      assert.deepEqual(reported(applied(files, add!)), []);
    });
  }
});
