import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { FLAG } from './optimization-threshold.ts';

test('V8 has the flag that delays optimization', () => {
  const { status, stderr } = spawnSync(process.execPath, [FLAG, '--eval', ''], { encoding: 'utf8' });
  assert.deepEqual([status, stderr], [0, '']);
});
