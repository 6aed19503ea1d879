import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { problemOf } from '../../base/problem.ts';
import type { Problem } from '../../protocol.ts';
import { run } from '../run.ts';
import { serve } from '../serve.ts';

const program = (name: string): string => resolve(`test-fixtures/programs/${name}/${name}.wasm`);
const WITHIN = 'The guest wrote this message before it trapped.';

/** Programs in Rust, on each of the ways that a guest runs. */
describe('a panic is reported with its message and place', () => {
  let storage: string;
  before(() => (storage = mkdtempSync(join(tmpdir(), 'wit-studio-panics-'))));
  after(() => rmSync(storage, { recursive: true }));

  const context = () => ({ signal: new AbortController().signal, storage, output: () => {} });

  const assertReported = (problem: Problem, message: string, place: RegExp): void => {
    assert.deepEqual([problem.code, problem.message], ['guest-trap', `the guest trapped: panic: ${message}`]);
    assert.ok(problem.help?.startsWith(WITHIN), problem.help);
    assert.match(problem.causes?.[0] ?? '', place);
  };

  for (const recorded of [false, true])
    it(`in a run that is ${recorded ? '' : 'not '}recorded`, async () => {
      const grants = { args: ['command', 'panic'] };
      const trace = recorded ? { trace: join(storage, 'run.trace.json') } : {};
      const failed = await run({ component: program('command'), grants, ...trace }, context()).then(
        () => assert.fail('it trapped'),
        problemOf,
      );
      assertReported(failed, 'the guest gives up', /^at src\/process\.rs:\d+:\d+$/);
    });

  it('in the response to a request', async () => {
    const problems: Problem[] = [];
    const failed = (problem: Problem) => void problems.push(problem);
    const params = { component: program('service'), grants: {}, addr: '127.0.0.1:0' };
    const serving = await serve(params, { ...context(), failed });
    try {
      assert.equal((await fetch(new URL('/trap', serving.url))).status, 500);
      // Another instance, whose output does not contain that of the former one.
      assert.equal((await fetch(new URL('/hello', serving.url))).status, 200);
    } finally {
      await serving.close();
    }
    assertReported(problems[0]!, 'the handler panics', /^at src\/lib\.rs:\d+:\d+$/);
  });
});
