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
  'a source map that is a list': [{ program: 'a.wasm', sourceMap: [1] }, /"sourceMap" .* of strings/],
  'grants that are nothing': [{ program: 'a.wasm', grants: null }, /"grants" .* is not an object/],
  'folders that are no list': [
    { program: 'a.wasm', grants: { dirs: 'x' } },
    /"dirs" of the grants is not a list/,
  ],
  'a folder without a path': [
    { program: 'a.wasm', grants: { dirs: [{ host: '/' }] } },
    /"dirs" of the grants/,
  ],
  'a variable without a value': [
    { program: 'a.wasm', grants: { env: [['A']] } },
    /"env" of the grants .* pairs/,
  ],
  'a store without a place': [
    { program: 'a.wasm', grants: { keyvalue: [{ identifiers: [''] }] } },
    /"keyvalue" of the grants is not a list of stores/,
  ],
  'an unknown grant': [{ program: 'a.wasm', grants: { dir: [] } }, /"dir" is none of the grants: args,/],
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
    const grants = {
      dirs: [{ host: '/home/ada', guest: '/', readOnly: true }],
      env: [['A', 'b']],
      network: true,
      keyvalue: [{ identifiers: [''], place: { kind: 'memory', data: [['a', 'b']] } }],
    };
    const given = { program: 'a.wasm', invoke: 'f()', args: ['x'], sourceMap: { '/build': '/home' }, grants };
    assert.equal(readConfiguration(given), given);
  });
});
