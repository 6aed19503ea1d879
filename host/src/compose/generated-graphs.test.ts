import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { random, type Random } from '../../../server/src/syntax/testing/random.ts';
import { storage } from '../engine/testing/instantiate-wat.ts';
import { run } from '../run/run.ts';
import { wasmtime } from '../testing/wasmtime.ts';
import { folderWith, type Folder } from './testing/folder.ts';
import { model, type Unit, unitWat } from './testing/units.ts';

/** A part of a graph, with the parts that fill its imports, all of them before it. */
interface Node {
  readonly unit: Unit;
  readonly from: readonly number[];
}

type Graph = readonly Node[];

const exported = (at: number): string => `t:g/n${at}@1.4.0`;

const node = (at: number, from: readonly number[], add: number, counts = false): Node => ({
  // Some import an older version on the same track.
  unit: {
    imports: from.map((one) => (one % 3 === 0 ? `t:g/n${one}@1.2.0` : exported(one))),
    export: exported(at),
    add,
    counts,
  },
  from,
});

/** The last part exports `run`, and imports from whatever nobody imports from. */
function withTop(nodes: readonly Node[]): Graph {
  const used = new Set(nodes.flatMap(({ from }) => from));
  const tops = nodes.map((_, at) => at).filter((at) => !used.has(at));
  const { unit, from } = node(nodes.length, tops, 1);
  return [...nodes, { unit: { ...unit, export: 'run' }, from }];
}

function randomGraph({ below, pick }: Random): Graph {
  const nodes: Node[] = [];
  const size = 2 + below(7);
  for (let at = 0; at < size; at++) {
    const before = nodes.map((_, one) => one);
    const wanted = Array.from({ length: Math.min(at, below(4)) }, () => pick(before));
    nodes.push(node(at, [...new Set(wanted)], below(100), below(3) === 0));
  }
  return withTop(nodes);
}

/** The answer by the same graph of functions; an instance is one function, whoever calls it. */
function answerOf(graph: Graph): number {
  const functions: ((x: number) => number)[] = [];
  for (const { unit, from } of graph) functions.push(model(unit, ...from.map((one) => functions[one]!)));
  return functions.at(-1)!(5);
}

/** The same graph for us and as a document for wac. */
const open = (graph: Graph): Promise<Folder> =>
  folderWith({
    ...Object.fromEntries(graph.map(({ unit }, at) => [`deps/t/n${at}.wasm`, unitWat(unit)])),
    'composition.toml': `[instances]\n${graph.map((_, at) => `n${at} = "deps/t/n${at}.wasm"\n`).join('')}`,
    'whole.wac': documentOf(graph),
  });

function documentOf(graph: Graph): string {
  const lets = graph.map(({ unit, from }, at) => {
    const given = from.map((one, index) => `"${unit.imports[index]}": n${one}["${exported(one)}"]`);
    return `let n${at} = new t:n${at} { ${given.join(', ')} };`;
  });
  return ['package t:whole;', ...lets, `export n${graph.length - 1}["run"];`, ''].join('\n');
}

async function composed(folder: Folder, plan: string) {
  const out = `${plan}.wasm`;
  const { imports, exports, wires } = await folder.compose({ plan, out });
  const names = wires.map(({ from, to, interface: name }) => `${from} -> ${to}: ${name}`);
  return { imports, exports, wires: names.toSorted(), path: `${folder.path}/${out}` };
}

async function inHost(component: string): Promise<string | undefined> {
  const context = { signal: new AbortController().signal, storage, output: () => {} };
  return (await run({ component, grants: {}, invoke: 'run(5)' }, context)).value;
}

function inWasmtime(component: string): string {
  const { stdout, stderr } = spawnSync(wasmtime.path, ['run', '--invoke', 'run(5)', component], {
    encoding: 'utf8',
  });
  return stdout.trim() || stderr;
}

const RANDOM = 56;
const chain = (length: number): Graph =>
  withTop(Array.from({ length }, (_, at) => node(at, at === 0 ? [] : [at - 1], at)));
const graphs: readonly (readonly [name: string, graph: Graph])[] = [
  ['a chain of 60', chain(60)],
  ['200 components in a row', chain(199)],
  ['200 components around one', withTop(Array.from({ length: 199 }, (_, at) => node(at, [], at)))],
  [
    '200 components over one',
    withTop(Array.from({ length: 199 }, (_, at) => node(at, at === 0 ? [] : [0], at))),
  ],
  ...Array.from({ length: RANDOM }, (_, seed) => [`graph ${seed}`, randomGraph(random(seed + 1))] as const),
];

describe('a graph, composed here and by wac', () => {
  for (const [at, [name, graph]] of graphs.entries())
    it(`${name}: has the same world and wires, and answers what its parts say`, async (context) => {
      await using folder = await open(graph);
      const { path, ...ours } = await composed(folder, 'composition.toml');
      const { path: other, ...theirs } = await composed(folder, 'whole.wac');
      assert.deepEqual(ours, theirs);
      const expected = String(answerOf(graph));
      // A process for each costs more than all else.
      if (at % 16 === 1) assert.equal(await inHost(path), expected);
      if (wasmtime.missing !== false) return context.diagnostic(String(wasmtime.missing));
      assert.equal(inWasmtime(path), expected);
      if (at % 4 === 0) assert.equal(inWasmtime(other), expected);
    });
});
