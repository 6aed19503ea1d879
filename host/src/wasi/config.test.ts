import assert from 'node:assert/strict';
import { it } from 'node:test';
import { config } from './config.ts';

it('returns the granted values only', () => {
  const store = config({ config: { greeting: 'hello', empty: '' } })['wasi:config/store'];
  assert.equal(store.get('greeting'), 'hello');
  assert.equal(store.get('empty'), '');
  assert.equal(store.get('toString'), undefined);
  assert.deepEqual(store.getAll(), [
    ['greeting', 'hello'],
    ['empty', ''],
  ]);
  assert.deepEqual(config({})['wasi:config/store'].getAll(), []);
});
