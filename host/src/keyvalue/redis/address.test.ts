import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostError } from '../../base/problem.ts';
import { redisAddress } from './address.ts';

describe('the URL of a Redis server', () => {
  it('has defaults for everything but the host', () => {
    assert.deepEqual(redisAddress('redis://localhost'), {
      host: 'localhost',
      port: 6379,
      tls: false,
      user: '',
      password: '',
      database: 0,
      shown: 'redis://localhost',
    });
  });

  it('has a user, a password with any character, a database, and is shown without the password', () => {
    const address = redisAddress('rediss://me:p%40ss%2F%25@[::1]:7000/3');
    assert.deepEqual(address, {
      host: '::1',
      port: 7000,
      tls: true,
      user: 'me',
      password: 'p@ss/%',
      database: 3,
      shown: 'rediss://me:…@[::1]:7000/3',
    });
    assert.equal(redisAddress('redis://:secret@h/').shown, 'redis://:…@h/');
  });

  for (const text of [
    'redis:',
    'redis://',
    'redis://h:port',
    'redis://h/name',
    'redis://h/1/2',
    'redis://h/1?tls=y',
    'redis://h#0',
    'redis://u:%@h',
    'redis://u:secret/@h',
  ])
    it(`is refused, without its password: ${text}`, () => {
      assert.throws(
        () => redisAddress(text),
        ({ problem }: HostError) => {
          assert.equal(problem.code, 'keyvalue-url');
          assert.doesNotMatch(problem.message, /secret/);
          return true;
        },
      );
    });
});
