import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import { random, type Random } from '../syntax/testing/random.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import { diagnostics } from './diagnostics.ts';
import { hover } from './hover/hover.ts';

/** CI makes some edits; `WIT_EDITS=1000` makes a thousand, with another `WIT_SEED`. */
const count = Number(process.env.WIT_EDITS ?? 150);
const seed = Number(process.env.WIT_SEED ?? 1);

const PACKAGES = 6;
const TYPES = ['a', 'b', 'c', 'd'];
const SHAPES = [
  '%',
  'option<%>',
  'list<%>',
  'stream<%>',
  'map<string, %>',
  `${'tuple<'.repeat(60)}%${'>'.repeat(60)}`,
];

/** The types of a package, each made of another of it, of itself or of one that it uses. */
type Bodies = string[];

const pathOf = (n: number): string => (n === 0 ? '/main.wit' : `/deps/p${n}.wit`);

function textOf(n: number, types: Bodies): string {
  const uses = [n + 1, n + 2]
    .filter((other) => other < PACKAGES)
    .map((other) => `use p:p${other}/i.{${TYPES.map((type) => `${type} as ${type}${other}`).join(', ')}};`);
  const defined = types.map((body, at) => `record ${TYPES[at]} { x: ${body} }`);
  const functions = TYPES.map((type) => `f-${type}: func(p: ${type}) -> ${type};`);
  return `package p:p${n};\ninterface i { ${uses.join(' ')} resource r; ${[...defined, ...functions].join('\n')} }\n`;
}

/** Sometimes of a type that does not precede it, which may close a circle: what is made of one has no depth. */
function randomBody(n: number, at: number, numbers: Random): string {
  const others = [n + 1, n + 2].filter((other) => other < PACKAGES);
  const own = numbers.below(4) === 0 ? TYPES : TYPES.slice(0, at);
  const names = [...own, ...others.flatMap((other) => TYPES.map((type) => `${type}${other}`))];
  const inner = numbers.pick([...names, ...names, 'u8', 'r', 'borrow<r>', 'unknown']);
  return numbers.pick(SHAPES).replace('%', inner);
}

/** Offsets of the names of types and functions. */
const placesIn = (text: string): number[] =>
  [...text.matchAll(/(?<=record )\w|(?<=\n)f-\w/g)].map(({ index }) => index);

test('packages whose types are edited at random have the same diagnostics and layouts as in a fresh workspace', () => {
  const numbers = random(seed);
  const bodies = Array.from({ length: PACKAGES }, () => TYPES.map(() => 'u8'));
  const texts = new Map(bodies.map((types, n) => [pathOf(n), textOf(n, types)]));
  const edited = new Workspace(memoryFileSystem(texts));
  const codes = new Set<string>();
  const shown = new Set<boolean>();
  const allIn = (workspace: Workspace) => {
    const snapshot = workspace.snapshot();
    return [...texts.keys()].map((path) => diagnostics(snapshot, uriOfPath(path)));
  };
  const hovers = (workspace: Workspace) => {
    const snapshot = workspace.snapshot();
    return [...texts].flatMap(([path, text]) =>
      placesIn(text).map((offset) => hover(snapshot, { uri: uriOfPath(path), offset })?.markdown),
    );
  };
  for (let version = 0; version < count; version++) {
    const n = numbers.below(PACKAGES);
    const at = numbers.below(TYPES.length);
    bodies[n]![at] = randomBody(n, at, numbers);
    texts.set(pathOf(n), textOf(n, bodies[n]!));
    edited.open(uriOfPath(pathOf(n)), texts.get(pathOf(n))!, version);
    const found = allIn(edited);
    const fresh = new Workspace(memoryFileSystem(texts));
    assert.deepEqual(found, allIn(fresh), `edit ${version}`);
    const layouts = hovers(edited);
    assert.deepEqual(layouts, hovers(fresh), `edit ${version}`);
    for (const one of layouts) shown.add(one?.includes('Canonical ABI') === true);
    for (const { code } of found.flat()) codes.add(code);
  }
  // Of the rules about what types are made of, in whatever package.
  for (const code of ['type-depth', 'borrow-in-result', 'stream-of-borrow', 'handle-in-map'])
    assert.ok(codes.has(code), code);
  // A type with unknown parts has none.
  assert.deepEqual(shown, new Set([true, false]));
});
