import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressAgain } from './served-address.ts';

test('serving again takes the port of the last time, unless the setting names another host or a port', () => {
  assert.equal(addressAgain('127.0.0.1:0', '127.0.0.1:37201'), '127.0.0.1:37201');
  assert.equal(addressAgain('[::1]:0', '[::1]:37201'), '[::1]:37201');
  assert.equal(addressAgain('127.0.0.1:0', undefined), undefined);
  assert.equal(addressAgain('0.0.0.0:0', '127.0.0.1:37201'), undefined);
  assert.equal(addressAgain('127.0.0.1:8080', '127.0.0.1:37201'), undefined);
});
