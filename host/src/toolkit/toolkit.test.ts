import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resultOf } from '../../../server/src/compositions/toolkit.ts';
import { HostError } from '../base/problem.ts';
import { withToolkit } from './toolkit.ts';

const packagesOf = (source: string) =>
  withToolkit(({ document }) => resultOf(() => document.packages(source).map(({ name }) => name)));

describe('the toolkit', () => {
  it('returns results', async () => {
    const found = await packagesOf('package t:service; let x = new t:app { ... };');
    assert.deepEqual(found, { ok: ['t:app'] });
  });

  it('returns errors as values', async () => {
    const found = await packagesOf('package t:service; let x = ');
    assert.ok('err' in found);
  });

  it('recovers after a trap', async () => {
    const nested = `package t:service; let x = ${'('.repeat(20_000)}`;
    await assert.rejects(packagesOf(nested), (error: unknown) => {
      assert.ok(error instanceof HostError);
      assert.equal(error.problem.code, 'toolkit-failed');
      return true;
    });
    assert.deepEqual(await packagesOf('package t:service;'), { ok: [] });
  });

  it('keeps its instance when the caller reports a problem', async () => {
    const problem = new HostError({ code: 'not-a-component', message: 'a test' });
    const instances = new Set<unknown>();
    const fail = withToolkit((toolkit) => {
      instances.add(toolkit);
      throw problem;
    });
    await assert.rejects(fail, problem);
    await withToolkit((toolkit) => instances.add(toolkit));
    assert.equal(instances.size, 1);
  });
});
