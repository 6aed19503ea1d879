import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { guests, part, type Files, type Guests } from '../../build/testing/guests.ts';
import type { Problem } from '../../protocol.ts';
import { serve } from '../serve.ts';

const throwing = `interface A { b: number }

class Stock {
  take(): number { throw new RangeError('sold out'); }
}
export function thrown(): number {
  return new Stock().take();
}
export const text = () => { throw 'a text'; };
export const rejected = async () => { throw new Error('rejected'); };
export const unfit = () => 'text';
export const absent = () => { throw null; };
export const inexact = () => [1];
export const unhandled = () => { throw { tag: 'err', val: 1 }; };
export const logged = () => { console.error(new Error('caught')); console.log(new Uint8Array([1, 2]), [3n], new Map([[4, 5]])); return 1; };
export const fallible = () => { throw new TypeError('two\\nlines'); };
export const coded = fallible;`;

const functions = ['thrown', 'text', 'rejected', 'unfit', 'absent', 'unhandled', 'logged'];
const plain: Files = {
  'wit/a.wit': `package t:c; world w { ${functions.map((name) => `export ${name}: func() -> u32;`).join(' ')} export inexact: func() -> list<u64>;
    export fallible: func() -> result<u32>; export coded: func() -> result<_, u32>; }`,
  'src/index.ts': throwing,
};

describe('an exception in a TypeScript guest', () => {
  let all: Guests;
  let component: string;
  before(async () => {
    all = await guests();
    component = await all.build(plain);
  });
  after(() => all[Symbol.asyncDispose]());

  const problemOf = async (call: string): Promise<Problem> => {
    const { problem, stdout, stderr } = await all.call(component, call);
    assert.deepEqual([stdout, stderr], ['', '']);
    assert.ok(problem, `${call} gave no problem`);
    assert.equal(problem.code, 'guest-trap');
    return problem;
  };

  it('is reported with its error and source lines, the innermost as its place', async () => {
    const { message, causes, at } = await problemOf('thrown()');
    assert.equal(message, 'RangeError: sold out');
    assert.deepEqual(causes, ['at take (src/index.ts:4:30)', 'at thrown (src/index.ts:7:22)']);
    assert.equal(at?.file, join(component, '../../src/index.ts'));
    assert.deepEqual(at?.start, { line: 3, character: 29 });
  });

  for (const call of ['fallible()', 'coded()'])
    it(`is reported alike in a function with a result: ${call}`, async () => {
      const { message, causes } = await problemOf(call);
      assert.equal(message, 'TypeError: two\nlines');
      assert.deepEqual(causes, ['at fallible (src/index.ts:16:43)']);
    });

  for (const [call, expected] of [
    ['text()', /^a text$/],
    ['rejected()', /^Error: rejected$/],
    ['unfit()', /^unfit: the guest gave a string where the WIT has a number \(i32\)$/],
    ['inexact()', /^inexact: the guest gave no bigint where the WIT has a u64 or an s64$/],
    ['absent()', /^the guest threw null, which is not an Error$/],
    ['unhandled()', /^the guest threw an object, which is not an Error$/],
  ] as const) {
    it(`${call} is reported with the thrown value`, async () =>
      assert.match((await problemOf(call)).message, expected));
  }

  it('is reported alike at the top level of the script', async () => {
    const script =
      "function deep(): void { throw new TypeError('at the top'); }\ndeep();\nexport const f = () => {};";
    const top = await all.build({
      'wit/a.wit': 'package t:c; world w { export f: func(); }',
      'src/index.ts': script,
    });
    const { problem, stdout, stderr } = await all.call(top, 'f()');
    assert.deepEqual([problem?.message, stdout, stderr], ['TypeError: at the top', '', '']);
    assert.deepEqual(problem?.at?.start, { line: 0, character: 34 });
  });

  it('is logged with the lines of the sources when it was caught', async () => {
    const { value, stdout, stderr } = await all.call(component, 'logged()');
    assert.deepEqual([value, stdout], ['1', '[1,2] ["3n"] [[4,5]]\n']);
    assert.match(stderr, /^Error: caught\n {4}at logged \(src\/index\.ts:15:\d+\)\n$/);
  });
});

const fallible = `package t:e;
interface i {
  variant v { gone, at(u64) }
  none: func() -> result<u32>; text: func() -> result<u32, string>; value: func() -> result<_, v>; several: func() -> result<_, list<u8>>;
}
world giver { export i; }
world taker { import i; export all: func() -> list<string>; export value: func(); }`;
const giving = `export const i = {
  none() { throw undefined; }, text() { throw 'no stock'; }, value() { throw { tag: 'at', val: 5n }; }, several() { throw [1, 2]; },
};`;
const taking = `import * as i from 't:e/i';
export const all = () => ['none', 'text', 'value', 'several'].map((name) => {
  try { return i[name](); } catch (error) { console.error(error); return String(error); }
});
export const value = () => i.value();`;

describe('the err of an imported function, in a TypeScript guest', () => {
  let all: Guests;
  let component: string;
  before(async () => {
    all = await guests();
    component = await all.compose({
      giver: part('giver', fallible, giving),
      taker: part('taker', fallible, taking),
    });
  });
  after(() => all[Symbol.asyncDispose]());

  it('is an Error that explains it, with its value', async () => {
    const { value, stderr } = await all.call(component, 'all()');
    const messages = [
      'Error: an imported function gave an `err`',
      'Error: no stock',
      'Error: an imported function gave the `err` {"tag":"at","val":"5n"}',
      'Error: an imported function gave the `err` [1,2]',
    ];
    assert.deepEqual(JSON.parse(value ?? ''), messages);
    const lines = stderr.trimEnd().split('\n');
    assert.deepEqual(
      lines.filter((line) => !/^ {4}at (?:\w+ \()?src\/index\.ts:/.test(line)),
      messages,
    );
  });

  it('ends the guest when uncaught', async () => {
    const { problem } = await all.call(component, 'value()');
    assert.equal(problem?.code, 'guest-trap');
    assert.equal(
      problem.message,
      'an imported function gave the `err` {"tag":"at","val":"5n"}, and nothing caught it',
    );
    assert.match(problem.causes?.[0] ?? '', /^at value \(src\/index\.ts:5:\d+\)$/);
  });
});

/** The WIT of wasi:http and its dependencies, from the sample. */
function wasi(): Files {
  const deps = 'test-fixtures/workspaces/edge/wit/deps';
  const paths = readdirSync(deps, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.wit'),
  );
  return Object.fromEntries(
    paths.map((path) => [`wit/deps/${path}`, readFileSync(join(deps, path), 'utf8')]),
  );
}

const service = (): Files => ({
  ...wasi(),
  'wit/a.wit': 'package t:c; world w { export wasi:http/incoming-handler@0.2.12; }',
  'src/index.ts': `interface A { b: number }
export const incomingHandler = {
  handle(): void {
    find();
  },
};
function find(): never {
  throw new Error('no such thing');
}`,
});

describe('an exception in a served TypeScript guest', () => {
  it('is in the log with the lines of the sources, and reported with its place', async () => {
    await using all = await guests();
    const component = await all.build(service());
    let log = '';
    let failed!: (problem: Problem) => void;
    const failure = new Promise<Problem>((report) => (failed = report));
    const context = {
      signal: new AbortController().signal,
      storage: join(all.folder, 'storage'),
      output: (_stream: string, bytes: Uint8Array) => void (log += Buffer.from(bytes).toString()),
      failed,
    };
    const serving = await serve({ component, grants: {}, addr: '127.0.0.1:0' }, context);
    try {
      const response = await fetch(`${serving.url}a`);
      assert.equal(response.status, 500);
      await response.text();
      // The report of a failure follows its response.
      const { at } = await failure;
      assert.equal(at?.file, join(component, '../../src/index.ts'));
      assert.deepEqual(at.start, { line: 7, character: 12 });
    } finally {
      await serving.close();
    }
    assert.match(
      log,
      /^request \[1\] GET \/a failed: Error: no such thing\n {4}at find \(src\/index\.ts:8:13\)\n {4}at handle \(src\/index\.ts:4:5\)\n$/,
    );
  });
});
