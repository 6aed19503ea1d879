import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const program = `import { raiseOptimizationThreshold } from './server/src/node/optimization-threshold.ts';
raiseOptimizationThreshold();`;

test('V8 does not complain about a flag that it lacks', () => {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.deepEqual([status, stderr], [0, '']);
});
