import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';
import { diagnostics } from './diagnostics.ts';

const [MAIN, MIDDLE, LOW] = ['file:///main.wit', 'file:///deps/middle.wit', 'file:///deps/low.wit'];

/** Packages over the one that is edited: one names its types directly, one through aliases and records of others. */
interface Case {
  readonly title: string;
  readonly code: string;
  readonly main: string;
  readonly middle?: string;
  readonly before: string;
  readonly after: string;
}

const chain = (length: number, last: string): string =>
  Array.from({ length }, (_, n) => `record r${n} { a: ${n + 1 < length ? `r${n + 1}` : last} }`).join(' ');

/** Records, each of which consists of eight of the next one. */
const eightfold = (length: number): string =>
  Array.from({ length }, (_, n) => {
    const part = n + 1 < length ? `e${n + 1}` : 'u8';
    return `record e${n} { ${[...'abcdefgh'].map((name) => `${name}: ${part}`).join(', ')} }`;
  }).join(' ');

const cases: readonly Case[] = [
  {
    title: 'the size of a value',
    code: 'value-size',
    main: 'interface i { use a:low/low.{r}; f: func(x: list<r, 1000000>); } world w { import i; }',
    before: 'record r { a: u8 }',
    after: 'record r { a: list<u8, 1000> }',
  },
  {
    title: 'the size of a value behind a record in between',
    code: 'value-size',
    main: 'interface i { use a:middle/middle.{m}; f: func(x: list<m, 1000000>); } world w { import i; }',
    middle: 'record m { a: r }',
    before: 'record r { a: inner } record inner { b: u8 }',
    after: 'record r { a: inner } record inner { b: list<u8, 1000> }',
  },
  {
    title: 'the number of types',
    code: 'type-size',
    main: 'interface i { use a:low/low.{r}; f: func(x: tuple<r, r, r, r, r, r, r, r>); } world w { import i; }',
    before: `${eightfold(6)} record r { a: u8 }`,
    after: `${eightfold(6)} record r { a: e0, b: e0, c: e0 }`,
  },
  {
    title: 'the depth of a type',
    code: 'type-depth',
    main: `interface i { use a:low/low.{r}; f: func(x: ${'list<'.repeat(60)}r${'>'.repeat(60)}); } world w { import i; }`,
    before: `${chain(50, 'u8')} record r { a: u8 }`,
    after: `${chain(50, 'u8')} record r { a: r0 }`,
  },
  {
    title: 'a borrow in a result',
    code: 'borrow-in-result',
    main: 'interface i { use a:middle/middle.{m}; f: func() -> m; }',
    middle: 'variant m { a(r) }',
    before: 'resource s; record r { a: s }',
    after: 'resource s; record r { a: borrow<s> }',
  },
  {
    title: 'a borrow in a stream',
    code: 'stream-of-borrow',
    main: 'interface i { use a:low/low.{r}; f: func(x: stream<r>); } world w { import i; }',
    before: 'resource s; record r { a: s }',
    after: 'resource s; record r { a: borrow<s> }',
  },
  {
    title: 'the same type in a getter and its setter',
    code: 'accessor-types',
    main: 'interface i { use a:low/low.{r}; record inner { b: u8 } record mine { a: inner } p: get() -> r; p: set(x: mine); } world w { import i; }',
    before: 'record r { a: inner } record inner { b: u8 }',
    after: 'record r { a: inner } record inner { b: u16 }',
  },
];

const packageOf = (name: string, body: string): string => `package a:${name};\n${body}\n`;

function textsOf({ main, middle, before }: Case): ReadonlyMap<string, string> {
  const between = `interface middle { use a:low/low.{r}; ${middle ?? ''} }`;
  return new Map([
    [MAIN, packageOf('main', main)],
    [MIDDLE, packageOf('middle', between)],
    [LOW, low(before)],
  ]);
}

const low = (types: string): string => packageOf('low', `interface low { ${types} }`);

/** The codes of the findings in each file. */
function found(workspace: Workspace): readonly string[] {
  const snapshot = workspace.snapshot();
  return [MAIN, MIDDLE, LOW].flatMap((uri) =>
    diagnostics(snapshot, uri).map(({ code, start, end }) => `${uri} ${start}-${end} ${code}`),
  );
}

function opened(texts: ReadonlyMap<string, string>): Workspace {
  const files = [...texts].map(([uri, text]) => [uri.slice('file://'.length), text] as const);
  const workspace = new Workspace(memoryFileSystem(new Map(files)));
  for (const [uri, text] of texts) workspace.open(uri, text, 1);
  return workspace;
}

describe('an edit of a record in a dependency', () => {
  for (const one of cases)
    it(`updates open packages that use it: ${one.title}`, () => {
      const texts = textsOf(one);
      const workspace = opened(texts);
      const before = found(workspace);
      assert.ok(!before.some((line) => line.startsWith(`${MAIN} `) && line.endsWith(one.code)));
      workspace.open(LOW, low(one.after), 2);
      const after = found(workspace);
      assert.deepEqual(after, found(opened(new Map([...texts, [LOW, low(one.after)]]))));
      assert.ok(after.some((line) => line.startsWith(`${MAIN} `) && line.endsWith(one.code)));
      workspace.open(LOW, low(one.before), 3);
      assert.deepEqual(found(workspace), before);
    });
});
