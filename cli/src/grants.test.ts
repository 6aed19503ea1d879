import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { grantsOf } from './grants.ts';

describe('--env', () => {
  const variables = (...env: string[]) => grantsOf({ env }, [], '').env;

  it('keeps the order, and a name that is given twice', () => {
    assert.deepEqual(variables('B=1', '9=x', 'A=a=b', 'B=2'), [
      ['B', '1'],
      ['9', 'x'],
      ['A', 'a=b'],
      ['B', '2'],
    ]);
  });

  it('hands on a variable of this process, and none that it does not have', () => {
    process.env['WIT_STUDIO_TEST'] = 'own';
    try {
      assert.deepEqual(variables('WIT_STUDIO_TEST', 'WIT_STUDIO_TEST_UNSET'), [['WIT_STUDIO_TEST', 'own']]);
    } finally {
      delete process.env['WIT_STUDIO_TEST'];
    }
  });
});
