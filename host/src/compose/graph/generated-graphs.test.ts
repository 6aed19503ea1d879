import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { random } from '../../../../server/src/syntax/testing/random.ts';
import { onNewerNode } from '../../testing/on-newer-node.ts';
import { checkGraph } from '../testing/compare-graph.ts';
import { type Graph, plainGraph, randomGraph } from '../testing/random-graphs.ts';

const RANDOM = 40;
const row = (length: number): Graph =>
  plainGraph(Array.from({ length }, (_, at) => (at === 0 ? [] : [at - 1])));
const graphs: readonly (readonly [name: string, graph: Graph])[] = [
  ['a chain of 60', row(60)],
  ['200 components in a row', row(199)],
  ['200 components around one', plainGraph(Array.from({ length: 199 }, () => []))],
  ['200 components over one', plainGraph(Array.from({ length: 199 }, (_, at) => (at === 0 ? [] : [0])))],
  ...Array.from({ length: RANDOM }, (_, at) => [`graph ${at + 1}`, randomGraph(random(at + 1))] as const),
];

/** Async functions, futures and streams want a Node.js with JSPI. `npm run fuzz -- composition` runs any number. */
onNewerNode('a graph, composed here and by wac', () => {
  describe('a graph, composed here and by wac', () => {
    for (const [name, graph] of graphs)
      it(`${name}: has the same world and wires, and returns the result of its parts`, async () => {
        // Translating hundreds of components costs more than all else.
        await checkGraph(graph, { here: graph.nodes.length < 50 });
      });

    it('covers every kind of graph', () => {
      const all = graphs.map(([, graph]) => graph);
      const kinds = new Set(all.flatMap(({ nodes }) => nodes.map(({ unit }) => unit.export.kind)));
      assert.equal(kinds.size, 9);
      for (const form of ['instances', 'component', 'config'])
        assert.ok(all.some((one) => one.form === form));
      for (const as of ['stub', 'open'])
        assert.ok(
          all.some(({ out }) => out?.as === as),
          as,
        );
      assert.ok(all.some(({ bridges }) => bridges));
      assert.ok(all.some(({ exports }) => exports));
      assert.ok(all.some(({ nodes }) => nodes.some(({ unit }) => unit.export.name.includes('@2.'))));
    });
  });
});
