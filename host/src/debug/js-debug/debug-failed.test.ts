import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { it } from 'node:test';
import { folderWith } from '../../compose/testing/folder.ts';
import { HostError } from '../../base/problem.ts';
import { debug } from './debug.ts';

it('a process to debug that ends before it serves is reported', async () => {
  const service = readFileSync(resolve('test-fixtures/programs/service/service.wasm'));
  const plan = '[instances]\nservice = "service.wasm"\n';
  await using folder = await folderWith({ 'service.wasm': service, 'composition.toml': plan });
  const stop = new AbortController();
  const { signal } = stop;
  // Its process has started, and nothing has been heard of it.
  const hasChild = () => process.getActiveResourcesInfo().includes('ProcessWrap');
  const watch = setInterval(() => hasChild() && stop.abort(), 1);
  const build = () => Promise.reject(new Error('nothing is built'));
  const context = { signal, storage: join(folder.path, 'storage'), build, output: () => {} };
  const params = { plan: join(folder.path, 'composition.toml'), grants: {}, addr: '127.0.0.1:0' };
  await assert.rejects(
    debug(params, context).finally(() => clearInterval(watch)),
    (error) => error instanceof HostError && error.problem.code === 'debug-failed',
  );
});
