import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped, type Seen } from '../testing/debuggee.ts';

const debuggee = resolve('test-fixtures/debuggee');

interface RecordedStop {
  /** Functions with their lines, the innermost first; a line of 0 has no place in the sources. */
  readonly places: readonly (readonly [name: string, line: number])[];
  /** The numbers and texts in each variable; null where the compiler has not kept it. */
  readonly values: Readonly<Record<string, readonly string[] | null>>;
}

const recorded = JSON.parse(readFileSync(resolve(debuggee, 'core-stops.json'), 'utf8')) as Record<
  string,
  RecordedStop[]
>;

/** Stops at these lines of a program, each when it is first reached. */
async function stopsAt(source: string, lines: readonly number[]): Promise<Seen[]> {
  const client = session(storage);
  const program = resolve(debuggee, source.replace('.cpp', '.wasm'));
  await launch(client, { program, invoke: 'numbers(3)', sourceMap: { '/sources': debuggee } }, () =>
    client.request('setBreakpoints', {
      source: { path: resolve(debuggee, source) },
      breakpoints: lines.map((line) => ({ line, hitCondition: '== 1' })),
    }),
  );
  const found: Seen[] = [];
  for (const _ of lines) {
    found.push(await stopped(client));
    await client.request('continue', { threadId: found.at(-1)!.thread });
  }
  await client.event('terminated');
  client.close();
  await client.over;
  return found;
}

const valuesOf = ({ scopes }: Seen): Map<string, string> =>
  new Map(scopes['Locals']!.map((one) => one.split(/ = (.*)/s) as [string, string]));

/** `square::weight()` as `square::weight`. */
const plainName = (name: string): string => name.replace(/^::|\(.*/g, '');

/** Numbers, texts and enumerators; lldb hides tables of methods, and takes a part that is not kept for 0. */
const leavesIn = (text: string): string[] =>
  text
    .replaceAll('<optimized out>', '0')
    .replaceAll(' - ', ' + -')
    .replace(/_vptr\$\w+: 0x[0-9a-f]+/g, '')
    .split(/[[\]{},]|\w+: |0x[0-9a-f]+ (?=")/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** lldb writes an address with all its digits, as it does the value of an enumeration without a name. */
const plainLeaf = (leaf: string): string => (leaf.startsWith('0x') ? `${BigInt(leaf)}` : leaf);

function assertSameValue(ours: string | undefined, theirs: readonly string[] | null, name: string): void {
  if (theirs === null) return assert.equal(ours, '<optimized out>', name);
  assert.deepEqual(leavesIn(ours ?? '').map(plainLeaf), theirs.map(plainLeaf), `${name} is ${ours}`);
}

describe('stops in core modules', { timeout: 120_000 }, () => {
  for (const [source, stops] of Object.entries(recorded))
    it(`has the callers and values of lldb on wasmtime in ${source}`, async () => {
      assert.ok(stops.length >= 5);
      const found = await stopsAt(
        source,
        stops.map(({ places }) => places[0]![1]),
      );
      for (const [at, { places, values }] of stops.entries()) {
        const ofSources = places.filter(([, line]) => line > 0);
        const expected = ofSources.map(([name, line]) => `${plainName(name)}:${line}`);
        const shown = found[at]!.places.filter((place) => /:\d+$/.test(place));
        assert.deepEqual(shown.slice(0, expected.length), expected);
        const ours = valuesOf(found[at]!);
        const names = [...ours.keys()].filter((name) => name !== 'grid');
        assert.deepEqual(names.sort(), Object.keys(values).sort(), expected[0]);
        for (const [name, leaves] of Object.entries(values)) assertSameValue(ours.get(name), leaves, name);
      }
    });

  it('shows members, functions and lengths of C++', async () => {
    const [inner, found] = await stopsAt('members.cpp', [38, 60]);
    assert.equal(valuesOf(inner!).get('grid'), '[[0, 0], [1, -1], [2, -2]]');
    const ours = valuesOf(found!);
    assert.match(ours.get('square')!, /^\{shape: \{.*corners: 4\}, named: \{.*length: 3\}, side: 9\}$/);
    assert.match(ours.get('diamond')!, /^\{left: \{shape: \{.*corners: 4\}, .*own: 8\}, last: 7\}$/);
    assert.equal(ours.get('complex'), '1 - 2.5i');
  });

  it('steps through a thunk into the method of a derived class', async () => {
    const client = session(storage);
    const program = resolve(debuggee, 'members.wasm');
    const path = resolve(debuggee, 'members.cpp');
    await launch(client, { program, invoke: 'numbers(3)', sourceMap: { '/sources': debuggee } }, () =>
      client.request('setBreakpoints', { source: { path }, breakpoints: [{ line: 41 }] }),
    );
    const { thread } = await stopped(client);
    await client.request('stepIn', { threadId: thread });
    const { places } = await stopped(client);
    assert.deepEqual(places.filter((place) => /:\d+$/.test(place)).slice(0, 3), [
      'square::weight:17',
      'weighed:41',
      'numbers:58',
    ]);
    client.close();
    await client.over;
  });

  it('stops at an inlined call on a line without code of its own', async () => {
    const [found] = await stopsAt('inlined.cpp', [22]);
    assert.deepEqual(found!.places.slice(0, 3), ['clamped:8', 'total:22', 'numbers:35']);
  });
});
