import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { it } from 'node:test';
import type { HostError } from '../../base/problem.ts';
import { granted } from './filesystem.ts';
import { OpenHandles } from './open-handles.ts';

for (const [host, reason] of [
  ['none', 'it does not exist'],
  ['package.json', 'it is not a folder'],
] as const)
  it(`a folder that cannot be granted is reported: ${reason}`, () => {
    const dirs = [{ host: resolve(host), guest: '/' }];
    assert.throws(
      () => granted({ dirs }, new OpenHandles()),
      ({ problem: { code, message } }: HostError) => code === 'grant-invalid' && message.endsWith(reason),
    );
  });
