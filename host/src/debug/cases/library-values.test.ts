import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped, variables, type Seen, type Session } from '../testing/debuggee.ts';

const debuggee = resolve('test-fixtures/debuggee');

interface Recorded {
  readonly name: string;
  readonly summary: string | null;
  readonly leaves: readonly string[];
}
type Source = 'collections.rs' | 'containers.cpp';

const RUST = { program: 'collections.wasm', args: [], source: 'collections.rs' } as const;
const CPP = { program: 'containers.wasm', invoke: 'total(5)', source: 'containers.cpp' } as const;

/** The lines where all variables of a function have their values. */
function stopsOf(source: Source): number[] {
  const lines = readFileSync(resolve(debuggee, source), 'utf8').split('\n');
  const isStop = (line = '') => /^\s+(?:black_box\(\(|use\()/.test(line);
  return lines.flatMap((line, at) => (isStop(line) && !isStop(lines[at - 1]) ? [at + 1] : []));
}

/** Runs a program, and calls `see` with each of its stops. */
async function run(
  { source, program, ...how }: typeof RUST | typeof CPP,
  see: (client: Session, seen: Seen) => Promise<void> | void,
  more: object = {},
): Promise<void> {
  const client = session(storage);
  const configuration = { program: resolve(debuggee, program), sourceMap: { '/sources': debuggee }, ...how };
  const stops = stopsOf(source);
  await launch(client, configuration, async () => {
    const breakpoints = stops.map((line) => ({ line, ...more }));
    await client.request('setBreakpoints', { source: { path: resolve(debuggee, source) }, breakpoints });
  });
  for (const _ of stops) {
    const seen = await stopped(client);
    await see(client, seen);
    await client.request('continue', { threadId: seen.thread });
  }
  await client.event('terminated');
  client.close();
  await client.over;
}

const localsOf = async (what: typeof RUST | typeof CPP): Promise<string[]> => {
  const found: string[] = [];
  await run(what, (_, { scopes }) => void found.push(...scopes['Locals']!));
  return found;
};

/** The numbers, texts and truth values of a text. */
const leavesIn = (text: string): string[] => (text.match(/"[^"]*"|-?\d+(?:\.\d+)?|true|false/g) ?? []).sort();

/** Those that lldb shows, with the counts of its summary, but the size: a list shows its elements. */
function recordedLeaves({ summary, leaves }: Recorded): string[] {
  const counts = /(?:strong|borrow)=\d.*/.exec(summary ?? '')?.[0].replace(/borrow=0|borrow=1\b/, '');
  return [...leaves, ...(counts?.match(/\d+/g) ?? [])].sort();
}

function assertAsRecorded(source: Source, shown: readonly string[]): void {
  const recorded = JSON.parse(readFileSync(resolve(debuggee, 'values.json'), 'utf8')) as Record<
    Source,
    Recorded[]
  >;
  const texts = new Map(shown.map((one) => one.split(/ = (.*)/s) as [string, string]));
  assert.ok(recorded[source].length >= 15);
  for (const one of recorded[source].filter(({ name }) => name !== 'tree' && name !== 'none'))
    assert.deepEqual(leavesIn(texts.get(one.name) ?? ''), recordedLeaves(one), one.name);
}

describe('values of libraries', { timeout: 300_000 }, () => {
  it("shows those of Rust's library by their contents, as lldb does", async () => {
    const shown = await localsOf(RUST);
    assertAsRecorded('collections.rs', shown);
    assert.deepEqual(
      shown.filter((one) => !one.startsWith('many = ')),
      [
        'rc = "tea" (2 strong, 1 weak)',
        'other = "tea" (2 strong, 1 weak)',
        'weak = "tea" (2 strong, 1 weak)',
        'gone = (dropped)',
        'arc = Square(3) (1 strong, 0 weak)',
        'text = "näh" (1 strong, 0 weak)',
        'slice = [1, 2, 3] (1 strong, 0 weak)',
        'cell = 5',
        'once = Some(7)',
        'idle = [1, 2] (not borrowed)',
        'read = 1 (borrowed 2 times)',
        "written = 'x' (borrowed mutably)",
        'reading = 1',
        'again = 1',
        "writing = 'x'",
        'mutex = Square(4) (unlocked)',
        'locked = 8 (locked)',
        'guard = 8',
        'rw = 9 (unlocked)',
        'atomic = 10',
        'flag = true',
        'tree = {name: "leaf", next: None} (1 strong, 0 weak)',
        ...shown.filter((one) => one.startsWith('counts = ')),
        'none = {}',
        "set = {'a'}",
        'tree = {1: "one", 2: "two"}',
        'deep = {0: 0, 1: 1, 2: 4, 3: 9, 4: 16, 5: 25, 6: 36, 7: 49, …}',
        'bare = {}',
        'sorted = {"a", "b"}',
        'queue = [2, 3, 4, 5]',
        'heap = [7, 1, 3]',
        'list = ["x", "y"]',
        'nested = {"key": [Some(1), None]}',
        'borrowed = Borrowed("lent")',
        'owned = Owned("own")',
        'chain = {name: "first", next: Some({…})}',
        'boxed = {radius: 1.5} (collections::Circle)',
        'lent = Square(2) (collections::Square)',
        'counted = Square(6) (1 strong, 0 weak)',
        'maybe = Some(Square(5))',
        'shapes = [Square(1), {radius: 2}]',
        'path = "/tmp/a b"',
        'part = "b.txt"',
        'os = "os"',
        'short = 1.5s',
        'long = 3.000000007s',
        'number = Some(5)',
        'range = {start: 1, end: 4}',
        'add = {_ref__number: Some(5)}',
      ],
    );
  });

  it('shows those of the C++ library by their contents, as lldb does', async () => {
    const shown = await localsOf(CPP);
    assertAsRecorded('containers.cpp', shown);
    assert.deepEqual(
      shown.filter((one) => !one.startsWith('derived = ')),
      [
        'brief = "tea"',
        'longer = "a text that needs memory of its own"',
        'none = ""',
        'wide = "näh"',
        'utf16 = "tea"',
        'view = "a text that needs memory of its own"',
        'numbers = [1, 2, 3]',
        'names = ["a", "b"]',
        'bits = [true, false, true]',
        'points = [{x: 1, y: 2}, {x: 3, y: 4}]',
        'fixed = [7, 8, 9]',
        'deque = [1, 2, 3]',
        'list = [4, 5, 6]',
        'span = [1, 2, 3]',
        'prices = {"apples": 3, "pears": 5}',
        'many = {0: 0, 1: 1, 2: 4, 3: 9, 4: 16, 5: 25, 6: 36, 7: 49, …}',
        "letters = {97 'a', 98 'b'}",
        'words = {1: "one"}',
        'hashed = {9}',
        'bare = {}',
        "several = {1: 97 'a', 1: 98 'b'}",
        'some = 5',
        'nothing = nullopt',
        'unique = {x: 1, y: 2}',
        'shared = {x: 3, y: 4} (2 strong, 1 weak)',
        'again = {x: 3, y: 4} (2 strong, 1 weak)',
        'weak = {x: 3, y: 4} (2 strong, 1 weak)',
        'empty = nullptr',
        'pair = (1, "one")',
        "tuple = (1, 97 'a', 2.5)",
        'variant = "text" (std::string)',
        'atomic = 6',
        'time = 1500 ms',
        'count = 5',
        'result = "no 5"',
      ],
    );
  });

  it('pages them, opens them, and evaluates paths into them', async () => {
    const evaluated: Record<string, string> = {};
    const opened: Record<string, readonly string[]> = {};
    const ask = async (client: Session, { thread }: Seen, expressions: readonly string[]) => {
      const { stackFrames } = (await client.request('stackTrace', { threadId: thread })) as {
        stackFrames: { id: number }[];
      };
      for (const expression of expressions) {
        const found = await client.request('evaluate', { expression, frameId: stackFrames[0]!.id });
        evaluated[expression] = found['result'] as string;
        const page =
          found['indexedVariables'] === undefined ? {} : { start: 990, count: 2, filter: 'indexed' };
        opened[expression] = await variables(client, found['variablesReference'] as number, page);
      }
    };
    await run(RUST, async (client, seen) => {
      if (seen.frames[0] === 'collections::shared')
        await ask(client, seen, ['rc', 'tree', 'tree.name', 'tree.value', 'mutex.0']);
      if (seen.frames[0] === 'collections::collections')
        await ask(client, seen, ['deep', 'deep[990]', 'many[999]', 'counts["pears"]', 'nested["key"][0]']);
      if (seen.frames[0] === 'collections::others')
        await ask(client, seen, ['boxed.radius', 'chain.next', 'shapes[1].radius']);
    });
    await run(CPP, async (client, seen) => {
      if (seen.frames[0] === 'associations') await ask(client, seen, ['many[990]', 'prices["pears"]']);
    });
    assert.deepEqual(evaluated, {
      rc: '"tea" (2 strong, 1 weak)',
      tree: '{name: "leaf", next: None} (1 strong, 0 weak)',
      'tree.name': '"leaf"',
      'tree.value': '{name: "leaf", next: None} (not borrowed)',
      'mutex.0': '4',
      deep: '{0: 0, 1: 1, 2: 4, 3: 9, 4: 16, 5: 25, 6: 36, 7: 49, …}',
      'deep[990]': `${990 * 990}`,
      'many[999]': '1998',
      'counts["pears"]': '5',
      'nested["key"][0]': 'Some(1)',
      'boxed.radius': '1.5',
      'chain.next': 'Some({name: "second", next: None})',
      'shapes[1].radius': '2',
      'many[990]': `${990 * 990}`,
      'prices["pears"]': '5',
    });
    assert.deepEqual(opened['rc'], ['value = "tea"', 'strong = 2', 'weak = 1']);
    assert.deepEqual(opened['deep'], [`[990] = ${990 * 990}`, `[991] = ${991 * 991}`]);
  });

  it('compares them in the conditions of breakpoints', async () => {
    const client = session(storage);
    const configuration = {
      program: resolve(debuggee, RUST.program),
      args: [],
      sourceMap: { '/sources': debuggee },
    };
    const path = resolve(debuggee, RUST.source);
    const [first, second, third] = stopsOf(RUST.source);
    await launch(client, configuration, () =>
      client.request('setBreakpoints', {
        source: { path },
        breakpoints: [
          { line: first, condition: 'rc == "coffee"' },
          { line: second, condition: 'counts["apples"] > 2 && deep[30] == 900' },
          { line: third, condition: 'short == 2s' },
        ],
      }),
    );
    const { places } = await stopped(client);
    assert.equal(places[0], `collections::collections:${second}`);
    await client.request('continue', { threadId: 1 });
    await client.event('terminated');
    client.close();
    await client.over;
  });
});
