import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressAgain } from './served-address.ts';

test('serving again reuses the last port, unless the setting names a port or another host', () => {
  assert.equal(addressAgain('127.0.0.1:0', '127.0.0.1:37201'), '127.0.0.1:37201');
  assert.equal(addressAgain('[::1]:0', '[::1]:37201'), '[::1]:37201');
  assert.equal(addressAgain('127.0.0.1:0', undefined), undefined);
  assert.equal(addressAgain('0.0.0.0:0', '127.0.0.1:37201'), undefined);
  assert.equal(addressAgain('127.0.0.1:8080', '127.0.0.1:37201'), undefined);
});
