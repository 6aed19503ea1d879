import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placed, valuePlace } from './value-place.ts';

const at = (name: string): string => `${name} (wasm://wasm/000142f6:wasm-function[165]:0x3583)`;
const engine = 'wasm://wasm/0037f11e:wasm-function[677]:0x34c91';
const field = at('field y-y of record p');

describe('the place of a value that does not fit', () => {
  const cases: Readonly<Record<string, [frames: readonly string[], expected: string]>> = {
    'a result': [[at('f')], 'f: no'],
    'a field of a result': [[field, at('t:a/b#f')], 't:a/b#f: no, in the field y-y of the record p'],
    'a field in a module with a name': [
      [at('guest.field x of record p'), at('f')],
      'f: no, in the field x of the record p',
    ],
    'the result of an async function': [[at('task.return f'), at('[async-lift]t:a/b#f')], 't:a/b#f: no'],
    'the result of an async function that waited': [
      [at('task.return f'), at('[callback][async-lift]t:a/b#f')],
      't:a/b#f: no',
    ],
    'a result without an export in the stack': [[at('task.return f')], 'f: no'],
    'an argument of an import': [
      [field, at('adapter take'), at('run')],
      'run: no, in the field y-y of the record p, in a call of take',
    ],
    'a result for another component': [[at('f'), engine, at('adapter f'), at('run')], 'f: no'],
    'an unknown one': [[], 'no'],
  };
  for (const [name, [frames, expected]] of Object.entries(cases))
    it(`is that of ${name}`, () => assert.equal(placed('no', valuePlace([engine, ...frames])), expected));
});
