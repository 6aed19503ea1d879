import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { session, type Session } from '../testing/debuggee.ts';

const debuggee = resolve('test-fixtures/debuggee');
const SEEDS = Number(process.env['DAP_SEEDS'] ?? 6);
const REQUESTS = 60;

const PROGRAMS = [
  {
    program: resolve(debuggee, 'collections.wasm'),
    args: [],
    source: 'collections.rs',
    lines: [63, 83, 107],
  },
  {
    program: resolve(debuggee, 'containers.wasm'),
    invoke: 'total(5)',
    source: 'containers.cpp',
    lines: [46, 72],
  },
  {
    program: resolve(debuggee, 'packing.wasm'),
    invoke: 'packs(5)',
    source: 'packing.c',
    lines: [35, 44, 68],
  },
] as const;

/** A linear congruential generator: the same requests for a seed. */
function randomOf(seed: number) {
  let state = seed * 7919 + 1;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return { below, of: <T>(all: readonly T[]): T => all[below(all.length)]! };
}
type Random = ReturnType<typeof randomOf>;

/** Numbers that responses named: of threads, frames, variables. */
type Known = Record<'threadId' | 'frameId' | 'variablesReference', number[]>;

const JUNK: readonly unknown[] = [
  -1,
  0,
  1.5,
  2 ** 31,
  1e300,
  '',
  'one',
  null,
  [],
  {},
  true,
  '\u0000',
  'a'.repeat(10_000),
];
const EXPRESSIONS = [
  'rc',
  'counts["pears"]',
  'many[5]',
  '*',
  '((',
  'a.b[',
  'deep[999999999]',
  'total(1)',
  '1',
  'count',
];
const CONDITIONS = [undefined, 'true', 'count > 3', '((', 'many[0] == 0', 'x'.repeat(500)];

function requestOf(random: Random, known: Known, source: string, lines: readonly number[]): [string, object] {
  const number = (kind: keyof Known): unknown =>
    random.below(4) === 0 || known[kind].length === 0 ? random.of(JUNK) : random.of(known[kind]);
  const thread = () => ({ threadId: random.below(2) === 0 ? 1 : number('threadId') });
  const breakpoint = () => ({
    line: random.below(3) === 0 ? random.of(JUNK) : random.of(lines),
    condition: random.of(CONDITIONS),
    hitCondition: random.of([undefined, undefined, '2', '> 1', 'often']),
    logMessage: random.of([undefined, undefined, '{rc} and {', '{}']),
  });
  const memory = {
    memoryReference: random.of(['0:0x10', '0:0x100000', '9:0x1', 'nowhere', '', '0:0xffffffffff']),
  };
  const all: (() => [string, object])[] = [
    () => ['threads', {}],
    () => [
      'stackTrace',
      { ...thread(), startFrame: random.of([undefined, 0, -1]), levels: random.of([undefined, 1]) },
    ],
    () => ['scopes', { frameId: number('frameId') }],
    () => [
      'variables',
      {
        variablesReference: number('variablesReference'),
        start: random.of([undefined, 0, 990]),
        count: random.of([undefined, 0, 5, -3]),
      },
    ],
    () => [
      'setVariable',
      {
        variablesReference: number('variablesReference'),
        name: random.of(['count', 'cell', '']),
        value: random.of(['7', 'x', '']),
      },
    ],
    () => [
      'evaluate',
      {
        expression: random.of(EXPRESSIONS),
        frameId: number('frameId'),
        context: random.of(['watch', 'hover', 'repl']),
      },
    ],
    () => [
      'completions',
      { text: random.of(EXPRESSIONS), column: random.of([1, 3, 99]), frameId: number('frameId') },
    ],
    () => [
      'readMemory',
      { ...memory, count: random.of([0, 16, 4096, -1]), offset: random.of([undefined, -5, 2 ** 40]) },
    ],
    () => ['writeMemory', { ...memory, data: random.of(['AA==', '', '%%%']), allowPartial: true }],
    () => [
      'disassemble',
      { ...memory, instructionCount: random.of([0, 5, 100]), instructionOffset: random.of([undefined, -3]) },
    ],
    () => [
      'setBreakpoints',
      { source: { path: resolve(debuggee, source) }, breakpoints: [breakpoint(), breakpoint()] },
    ],
    () => [
      'setFunctionBreakpoints',
      { breakpoints: [{ name: random.of(['total', 'packs', 'no:such/thing.at-all', '']) }] },
    ],
    () => ['setExceptionBreakpoints', { filters: [random.of(['trap', 'error', 'denied', 'none of these'])] }],
    () => ['exceptionInfo', thread()],
    () => [random.of(['next', 'stepIn', 'stepOut', 'continue', 'pause']), thread()],
    () => [random.of(['next', 'stepIn', 'stepOut']), { threadId: 1 }],
    () => [
      random.of([
        'gotoTargets',
        'source',
        'modules',
        'loadedSources',
        'cancel',
        'no-such-request',
        '__proto__',
      ]),
      { sourceReference: 1 },
    ],
    () => [
      random.of(['initialize', 'launch', 'attach', 'configurationDone']),
      random.of([{}, { program: 5 }]),
    ],
  ];
  return random.of(all)();
}

/** Adds the numbers of a response to those that later requests may use. */
function learn(body: unknown, known: Known): void {
  if (typeof body !== 'object' || body === null) return;
  const found = body as Record<string, unknown>;
  const add = (kind: keyof Known, value: unknown) => {
    if (typeof value === 'number' && value > 0) known[kind] = [...known[kind].slice(-20), value];
  };
  add('variablesReference', found['variablesReference']);
  for (const [kind, list] of [
    ['threadId', 'threads'],
    ['frameId', 'stackFrames'],
  ] as const)
    for (const one of Array.isArray(found[list]) ? found[list] : []) add(kind, (one as { id?: unknown }).id);
  for (const list of ['scopes', 'variables'])
    for (const one of Array.isArray(found[list]) ? found[list] : []) learn(one, known);
}

async function runWith(seed: number): Promise<{ readonly client: Session; readonly unanswered: string[] }> {
  const random = randomOf(seed);
  const { source, lines, ...configuration } = PROGRAMS[seed % PROGRAMS.length]!;
  const client = session(storage);
  const known: Known = { threadId: [], frameId: [], variablesReference: [] };
  const unanswered = new Set<string>();
  const send = async (command: string, args: object): Promise<void> => {
    const key = `${unanswered.size} ${command} ${JSON.stringify(args)}`;
    unanswered.add(key);
    const body = await client.request(command, args).catch((error: unknown) => {
      assert.notEqual((error as Error).message, '', `${command} fails without a reason`);
    });
    unanswered.delete(key);
    learn(body, known);
  };
  await send('initialize', {});
  await send('launch', {
    ...configuration,
    sourceMap: { '/sources': debuggee },
    stopOnEntry: random.below(2) === 0,
  });
  const breakpoints = lines.map((line) => ({ line }));
  await send('setBreakpoints', { source: { path: resolve(debuggee, source) }, breakpoints });
  await send('configurationDone', {});
  for (let sent = 0; sent < REQUESTS;) {
    const together = Array.from({ length: 1 + random.below(3) }, () =>
      requestOf(random, known, source, lines),
    );
    await Promise.all(together.map(([command, args]) => send(command, args)));
    sent += together.length;
  }
  await send('disconnect', { terminateDebuggee: true });
  client.close();
  await client.over;
  return { client, unanswered: [...unanswered] };
}

describe('an editor that sends anything in any order', { timeout: 300_000 }, () => {
  for (let seed = 1; seed <= SEEDS; seed++)
    it(
      `gets an answer to each request, and the session ends: seed ${seed}`,
      { timeout: 60_000 },
      async () => {
        const { client, unanswered } = await runWith(seed);
        assert.deepEqual(unanswered, []);
        const answers = client.log.filter((one) => one.startsWith('< ')).length;
        assert.ok(answers >= REQUESTS);
        assert.equal(answers, client.log.filter((one) => one.startsWith('> ')).length);
      },
    );
});
