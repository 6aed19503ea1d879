import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Place } from '../analysis/snapshot.ts';
import { Workspace } from '../analysis/workspace.ts';
import { realPackages, withoutCorpus } from '../syntax/testing/corpus.ts';
import { random, type Random } from '../syntax/testing/random.ts';
import { randomEdit } from '../syntax/testing/random-edits.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import { diagnostics } from './diagnostics.ts';
import { documentLinks } from './navigation/document-links.ts';
import { implementation } from './navigation/implementation.ts';
import { signatureHelp } from './hover/signature-help.ts';
import { typeDefinition } from './navigation/type-definition.ts';

/** CI makes some edits of each package; `WIT_EDITS=1000` makes a thousand, with another `WIT_SEED`. */
const count = Number(process.env.WIT_EDITS ?? 12) || 1000;
const seed = Number(process.env.WIT_SEED ?? 1);

interface Edited {
  /** Has seen the edits one after the other. */
  readonly edited: Workspace;
  /** Has seen nothing but the texts as they are now. */
  readonly freshWorkspace: Workspace;
  readonly texts: ReadonlyMap<string, string>;
  /** The file of the last edit. */
  readonly path: string;
}

function* editedPackages(numbers: Random): Generator<Edited> {
  for (const files of realPackages(8)) {
    const edited = new Workspace(memoryFileSystem(files));
    const texts = new Map(files);
    for (let n = 0; n < count; n++) {
      const path = numbers.pick([...files.keys()]);
      // Some edits start from the published text, so that the workspace does not become completely broken.
      const text = randomEdit((n % 3 === 0 ? files : texts).get(path)!, numbers);
      texts.set(path, text);
      edited.open(uriOfPath(path), text, n);
      yield { edited, freshWorkspace: new Workspace(memoryFileSystem(texts)), texts, path };
    }
  }
}

function allDiagnostics(workspace: Workspace, paths: Iterable<string>) {
  const snapshot = workspace.snapshot();
  return [...paths].map((path) => diagnostics(snapshot, uriOfPath(path)));
}

/** Results of navigation at a place, and the links of its file. */
function answers(workspace: Workspace, place: Place) {
  const snapshot = workspace.snapshot();
  return {
    types: typeDefinition(snapshot, place),
    implementations: implementation(snapshot, place),
    help: signatureHelp(snapshot, place, { isInvoked: true }),
    links: documentLinks(snapshot, place.uri),
  };
}

describe('random edits of published packages', { skip: withoutCorpus }, () => {
  test('have the same diagnostics as a fresh workspace', () => {
    let count = 0;
    for (const { edited, freshWorkspace, texts } of editedPackages(random(seed))) {
      const found = allDiagnostics(edited, texts.keys());
      assert.deepEqual(found, allDiagnostics(freshWorkspace, texts.keys()));
      count += found.flat().length;
    }
    assert.ok(count > 0);
  });

  test('have the same types, implementations, signature help and links as a fresh workspace', (t) => {
    const numbers = random(seed);
    const given = { types: 0, implementations: 0, help: 0, links: 0 };
    for (const { edited, freshWorkspace, texts, path } of editedPackages(numbers)) {
      for (let n = 0; n < 10; n++) {
        const place = { uri: uriOfPath(path), offset: numbers.below(texts.get(path)!.length + 1) };
        const found = answers(edited, place);
        assert.deepEqual(found, answers(freshWorkspace, place), `${path} at ${place.offset}`);
        given.types += found.types.length;
        given.implementations += found.implementations.length;
        given.help += found.help ? 1 : 0;
        given.links += found.links.length;
      }
    }
    t.diagnostic(JSON.stringify(given));
    for (const number of Object.values(given)) assert.ok(number > 0);
  });
});
