import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { assemble, functionsIn, programOf } from '../../engine/testing/instantiate-wat.ts';
import { HostError } from '../../base/problem.ts';
import type { Problem } from '../../protocol.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { invoke } from './invoke.ts';
import { readCall } from '../../wave/call.ts';
import { exampleCalls } from '../../wave/functions.ts';
import { PRINTED, REFUSED } from '../../wave/testing/calls.ts';
import { judgeOf } from '../../wave/testing/judge.ts';

/** Reads calls of one component and makes them. */
async function calling(wat: string) {
  const path = await assemble(await readFile(new URL(`../../wave/testing/${wat}`, import.meta.url), 'utf8'));
  const functions = await functionsIn(path);
  const instance = await (await programOf(path))({});
  return {
    path,
    functions,
    call: (text: string): Promise<string> => invoke(instance, readCall(text, functions)),
    refusal: (text: string): Problem => {
      try {
        readCall(text, functions);
      } catch (error) {
        if (error instanceof HostError) return error.problem;
        throw error;
      }
      return assert.fail(`${text} was read`);
    },
  };
}

describe('invoke, beside wasmtime', () => {
  let echo: Awaited<ReturnType<typeof calling>>;
  before(async () => {
    echo = await calling('echo.wat');
  });

  for (const [text, printed] of PRINTED) {
    it(`${text} prints ${printed}`, async () => assert.equal(await echo.call(text), printed));
  }
  for (const text of REFUSED) {
    it(`refuses ${text}`, () =>
      assert.match(echo.refusal(text).code, /^(invoke-syntax|no-such-export|ambiguous-call)$/));
  }

  it('agrees with a real wasmtime on every call', { skip: wasmtime.missing }, () => {
    const judge = judgeOf(echo.path);
    assert.deepEqual(
      PRINTED.map(([text]) => [text, judge(text)]),
      PRINTED,
    );
    assert.deepEqual(
      REFUSED.filter((text) => judge(text) !== undefined),
      [],
    );
  });

  it(
    'prints each power of two, and what is beside it, as a real wasmtime',
    { skip: wasmtime.missing },
    async () => {
      const judge = judgeOf(echo.path);
      // Not 2^-127, for which wasmtime prints a decimal that is as short and further away.
      const powers = Array.from({ length: 277 }, (_, at) => 2 ** (at - 149)).filter(
        (one) => one !== 2 ** -127,
      );
      const singles = `floats([${powers.flatMap((one) => [one, one * (1 + 2 ** -23)]).join(', ')}])`;
      const doubles = `doubles([${powers.flatMap((one) => [one ** 3, one ** 3 * (1 + 2 ** -52)]).join(', ')}])`;
      for (const text of [singles, doubles]) assert.equal(await echo.call(text), judge(text));
    },
  );

  it('makes every call that it lists as an example', async () => {
    const examples = exampleCalls(echo.functions);
    const exampleOf = (name: string) => examples.find((one) => one.name === name);
    const { call, signature } = exampleOf('check') ?? {};
    assert.deepEqual([call, signature], ['check(some("text"))', '(token: option<string>) -> u32']);
    assert.equal(exampleOf('t:inv/two.f@1.2.3-rc.1')?.call, 't:inv/two.f@1.2.3-rc.1()');
    for (const example of examples) await echo.call(example.call ?? '');
  });

  it('does not list the function that componentize-py leaves exported', () => {
    const text = { kind: 'string' } as const;
    const of = (owner: string | undefined, ...params: string[]) => ({
      interface: owner,
      name: 'init',
      signature: { params: params.map((name) => ({ name, type: text })), result: undefined },
    });
    const left = of('exports', 'app-name', 'symbols', 'stub-wasi');
    const listed = exampleCalls([
      left,
      of('exports', 'name'),
      of(undefined, 'app-name', 'symbols', 'stub-wasi'),
    ]);
    assert.deepEqual(
      listed.map(({ name }) => name),
      ['exports.init', 'init'],
    );
  });
});

describe('invoke, beyond wasmtime', () => {
  let echo: Awaited<ReturnType<typeof calling>>;
  let kinds: Awaited<ReturnType<typeof calling>>;
  before(async () => {
    echo = await calling('echo.wat');
    kinds = await calling('kinds.wat');
  });

  const taken: readonly (readonly [call: string, printed: string])[] = [
    ['check()', '0'],
    ['both()', '0'],
    ['shapes([none, ok("a")])', '[%none, %ok("a")]'],
    ['permissions([{%true}])', '[{true}]'],
    ['one.f@1.2.3()', '1'],
    ['t:inv/one.f()', '1'],
    ['t:inv/one@1.2.3.f()', '1'],
    ['t:inv/one@1.2.3#f()', '1'],
    ['t:inv/one@1.2.3.{f}()', '1'],
    ['t:inv/two.f@1.2.3-rc.1()', '2'],
    ['t:inv/two@1.2.3-rc.1.f()', '2'],
    ['two.get-it()', '2'],
  ];
  for (const [text, printed] of taken) {
    it(`takes ${text}`, async () => assert.equal(await echo.call(text), printed));
  }

  it('reports the expected value and its position', () => {
    const texts = ['echo-u8(300)', 'add-up()', 'add-up(1, 2, 3)', 'points([{x: 1}])', 'echo-u8', 'check(1)'];
    assert.deepEqual(
      texts.map((text) => echo.refusal(text).message),
      [
        'expected a u8, 0 to 255, found 300, at column 9 of echo-u8(300)',
        'expected n: u32, found ), at column 8 of add-up()',
        'expected ) after 2 arguments, found 3, at column 14 of add-up(1, 2, 3)',
        'expected the field y: s32, found }, at column 14 of points([{x: 1}])',
        'expected (, found the end, at column 8 of echo-u8',
        'expected a string, as in "x", found 1, at column 7 of check(1)',
      ],
    );
  });

  it('refuses a field that the record does not have, which wasmtime passes over', () => {
    assert.match(
      echo.refusal('points([{x: 1, y: 2, z: 3}])').message,
      /^expected a field of record \{ x, y \}/,
    );
  });

  it('suggests calls that work when a name is that of several functions', async () => {
    const { code, help = '' } = echo.refusal('f()');
    assert.equal(code, 'ambiguous-call');
    assert.equal(help, 'Write t:inv/one.f@1.2.3(…) or t:inv/two.f@1.2.3-rc.1(…) or t:plain/one.f(…).');
    for (const [name] of help.matchAll(/[\w:/.@-]+(?=\()/g)) await echo.call(`${name}()`);
  });

  it('suggests the function whose name is nearest', () => {
    assert.match(
      echo.refusal('ad-up(1)').help ?? '',
      /^Did you mean add-up\? It exports add-up, t:inv\/one\.f@1\.2\.3, /,
    );
  });

  it('lists the likeliest functions first, and not all', () => {
    const names = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'add-up'];
    const signature = { params: [], result: undefined };
    const all = names.map((name) => ({ name, interface: undefined, signature }));
    assert.throws(
      () => readCall('ad-up(1)', all),
      (error: HostError) => {
        const listed = 'add-up, zero, one, two, three, four, five, six and 3 more';
        assert.equal(error.problem.help, `Did you mean add-up? It exports ${listed}.`);
        return true;
      },
    );
  });

  it('refuses lists of a size that the type does not have', async () => {
    assert.equal(await kinds.call('sum([1, 2, 3, 4])'), '10');
    for (const text of ['sum([1, 2, 3])', 'sum([1, 2, 3, 4, 5])']) {
      assert.match(kinds.refusal(text).message, /^expected 4 elements, found [35], at column 5 /);
    }
    assert.equal(await kinds.call('sized([[1, 2, 3, 4]])'), '[[1, 2, 3, 4]]');
    assert.equal(await kinds.call('sized-bytes([[1, 2, 3, 4]])'), '[[1, 2, 3, 4]]');
  });

  it('calls a function of an inline interface of the world', async () => {
    assert.equal(await kinds.call('my-A-b-c.get-URL([1, 2, 3, 4])'), '10');
  });

  it('writes a map as the list of its pairs', async () => {
    assert.equal(await kinds.call('headers([("a", 1), ("b", 2)])'), '[("a", 1), ("b", 2)]');
    assert.equal(await kinds.call('headers([])'), '[]');
  });

  it('prints a handle as its type', async () => {
    assert.equal(await kinds.call('open()'), 'own<cart>');
  });
});
