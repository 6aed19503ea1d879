import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostError } from '../../base/problem.ts';
import { readAttachConfiguration, readConfiguration } from './configuration.ts';

const wrong: Readonly<Record<string, readonly [given: Record<string, unknown>, message: RegExp]>> = {
  'no program': [{}, /names no "program"/],
  'an empty program': [{ program: '' }, /names no "program"/],
  'a program that is no string': [{ program: 1 }, /"program" .* is not a string/],
  'arguments that are no list': [{ program: 'a.wasm', args: 'x' }, /"args" .* is not a list of strings/],
  'arguments that are no strings': [{ program: 'a.wasm', args: [1] }, /"args" .* is not a list of strings/],
  'a call of a server': [{ program: 'a.wasm', serve: true, invoke: 'f()' }, /both "serve" and "invoke"/],
};

describe('the configuration of a debug session', () => {
  for (const [name, [given, message]] of Object.entries(wrong))
    it(`is refused: ${name}`, () => {
      assert.throws(
        () => readConfiguration(given),
        (error: HostError) => {
          assert.equal(error.problem.code, 'debug-configuration');
          assert.match(error.message, message);
          return true;
        },
      );
    });

  it('is refused where it attaches to no number', () => {
    assert.throws(() => readAttachConfiguration({ port: 'x' }), /"port" .* is not a number/);
  });

  it('is what was given', () => {
    const given = { program: 'a.wasm', invoke: 'f()', args: ['x'] };
    assert.equal(readConfiguration(given), given);
  });
});
