import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import { realPackages, withoutCorpus } from '../syntax/testing/corpus.ts';
import { random } from '../syntax/testing/random.ts';
import { randomEdit } from '../syntax/testing/random-edits.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import { diagnostics } from './diagnostics.ts';

/** CI makes some edits of each package; `WIT_EDITS=1000` makes a thousand, with another `WIT_SEED`. */
const count = Number(process.env.WIT_EDITS ?? 12) || 1000;
const seed = Number(process.env.WIT_SEED ?? 1);

function allDiagnostics(workspace: Workspace, paths: Iterable<string>) {
  const snapshot = workspace.snapshot();
  return [...paths].map((path) => diagnostics(snapshot, uriOfPath(path)));
}

describe('random edits of packages that people published', { skip: withoutCorpus }, () => {
  test('leave the diagnostics that a fresh workspace has', () => {
    const numbers = random(seed);
    let told = 0;
    for (const files of realPackages(8)) {
      const edited = new Workspace(memoryFileSystem(files));
      const texts = new Map(files);
      for (let n = 0; n < count; n++) {
        const path = numbers.pick([...files.keys()]);
        // Some edits start anew from what was published, so that not everything is broken at last.
        const text = randomEdit((n % 3 === 0 ? files : texts).get(path)!, numbers);
        texts.set(path, text);
        edited.open(uriOfPath(path), text, n);
        const found = allDiagnostics(edited, files.keys());
        assert.deepEqual(found, allDiagnostics(new Workspace(memoryFileSystem(texts)), files.keys()));
        told += found.flat().length;
      }
    }
    assert.ok(told > 0);
  });
});
