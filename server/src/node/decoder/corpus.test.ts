import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { corpus, withoutCorpus } from '../../syntax/testing/corpus.ts';
import { nodeFileSystem, uriOf } from '../file-system.ts';
import { decodeInThread } from './decode-in-thread.ts';

it('a world imports the same from text and from both binary forms', { skip: withoutCorpus }, async () => {
  const folder = uriOf(resolve(corpus, 'cases/wit-parser-ui/pass-kinds-of-deps'));
  const workspace = new Workspace(nodeFileSystem, undefined, decodeInThread());
  const world = () => workspace.snapshot().root(`${folder}/a.wit`)?.main.worlds[0];
  world();
  await workspace.settled();
  assert.deepEqual([...(world()?.imports.keys() ?? [])], ['b:b/b', 'c:c/c', 'd:d/d', 'e:e/e']);
});
