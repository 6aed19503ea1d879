import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from '../build/build.ts';
import { runTests } from '../build/tests/run-tests.ts';
import { NODE_VARIABLE } from '../base/guest-node.ts';
import { HostError } from '../base/problem.ts';
import type { NewLanguage } from '../protocol.ts';
import { run } from '../run/run.ts';
import { serve } from '../run/serve.ts';
import { newerNode } from '../testing/newer-node.ts';
import { newComponent } from './new-component.ts';
import { typeErrors } from './testing/type-errors.ts';

const { signal } = new AbortController();
const context = { signal, progress: () => {}, log: () => {} };

let root: string;
before(async () => void (root = await mkdtemp(join(tmpdir(), 'wit-studio-new-'))));
after(() => rm(root, { recursive: true, force: true }));

const start = (name: string, language: NewLanguage, world: string) =>
  newComponent({ folder: join(root, name), language, world: { kind: 'wasi', name: world } });

describe('a new component of WASI 0.3', { skip: newerNode.missing }, () => {
  before(() => void (process.env[NODE_VARIABLE] = newerNode.path));
  after(() => void delete process.env[NODE_VARIABLE]);

  for (const language of ['typescript', 'javascript'] as const) {
    it(`in ${language} responds to requests, and has no type errors`, async () => {
      const { folder, next } = await start(`answer-${language}`, language, 'wasi:http/service@0.3.0');
      if (language === 'typescript') assert.deepEqual(typeErrors(folder), []);
      assert.ok(next.includes('wit-studio serve --watch .'));
      const { component } = await build(folder, context);
      const params = { component, grants: {}, addr: '127.0.0.1:0' };
      const server = await serve(params, { signal, storage: join(root, 'storage') });
      const responses = ['/', '/none'].map(async (path) => {
        const response = await fetch(new URL(path, server.url));
        return [response.status, await response.text()];
      });
      assert.deepEqual(await Promise.all(responses), [
        [200, 'Hello, world!\n'],
        [404, 'There is nothing at /none.\n'],
      ]);
      await server.close();
      assert.equal(await runTests(folder, { output: 'ignore' }), 0);
    });
  }

  it('is a program that prints a line', async () => {
    const { folder } = await start('program', 'typescript', 'wasi:cli/command@0.3.0');
    assert.deepEqual(typeErrors(folder), []);
    let printed = '';
    const output = async (_stream: string, bytes: Uint8Array) =>
      void (printed += Buffer.from(bytes).toString());
    const { component } = await build(folder, context);
    await run({ component, grants: {} }, { signal, storage: join(root, 'storage'), output });
    assert.equal(printed, 'Hello, WASI!\n');
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
  });
});

describe('a language without a template for a service of WASI 0.3', () => {
  for (const [language, limit] of [
    ['go', /go 1\.26 does not support/],
    ['c', /wit-bindgen 0\.63 generates callbacks/],
  ] as const)
    it(`(${language}) says so before it writes anything, with the limit of its generator`, async () => {
      const refused = (error: unknown) =>
        error instanceof HostError &&
        error.problem.code === 'language-unsupported' &&
        limit.test(error.problem.help ?? '');
      await assert.rejects(start(language, language, 'wasi:http/service@0.3.0'), refused);
      assert.ok(!existsSync(join(root, language)));
    });
});
