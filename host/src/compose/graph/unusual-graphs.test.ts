import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onNewerNode } from '../../testing/on-newer-node.ts';
import { assertAlike, assertRefused } from '../testing/compare-graph.ts';
import { folderWith } from '../testing/folder.ts';
import { type UnusualGraph, unusualGraphs } from '../testing/unusual-graphs.ts';

const wac = process.env['WAC'];

/** One has streams, which want a Node.js with JSPI. `WAC` names a command that composes the documents as well. */
onNewerNode('an unusual graph', () => {
  describe('an unusual graph', () => {
    for (const [name, graph] of Object.entries(unusualGraphs))
      it(name, async () => {
        await using folder = await folderWith(filesOf(graph));
        if (graph.inner !== undefined) await folder.compose({ plan: 'inner.toml', out: 'deps/t/inner.wasm' });
        const { expected } = graph;
        const ways = { plan: 'composition.toml', document: 'whole.wac' };
        if (!('code' in expected)) return await assertAlike(folder, { ...ways, expected }, { wac });
        assert.equal((await folder.problemOf({ plan: ways.plan })).code, expected.code);
        if (expected.wac) await assertRefused(folder, expected.wac, { wac });
      });
  });
});

const filesOf = ({ parts, plan, document, inner }: UnusualGraph): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(parts).map(([name, wat]) => [`deps/t/${name}.wasm`, wat])),
  'composition.toml': plan,
  'whole.wac': document,
  ...(inner !== undefined && { 'inner.toml': inner }),
});
