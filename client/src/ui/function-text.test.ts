import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readWorldFor } from '../../../host/src/create/new-component.ts';
import { mistakeInFunction } from './function-text.ts';

describe('the text of a function', () => {
  // The host's own verdict is the reference.
  const read = (text: string) => readWorldFor('/new', 'new', { kind: 'function', function: text });

  for (const text of [
    'greet: func(name: string) -> string',
    '  %func:func( %type : string , ) -> string ; ',
    'greet: func()',
    'greet: func(/* who */ name: string)',
    'greet: async func(name: string) -> string',
    'f: func(a: map<string, u8>, b: tuple<u8, list<u8, 4>>) -> result<tuple<u8, u8>, string>',
  ])
    it(`is accepted, as by the host: ${text}`, () => {
      read(text);
      assert.equal(mistakeInFunction(text), undefined);
    });

  for (const text of [
    '',
    'greet',
    'greet(name: string)',
    'greet: func(name string)',
    'greet: func(string) -> string',
    'greet: func(name: string, times) -> string',
    'greet: func(name: string) -> ',
    'greet: func(name: string) string',
    'greet: func name: string',
    'my greet: func()',
  ])
    it(`is refused, as by the host: ${JSON.stringify(text)}`, () => {
      assert.throws(() => read(text), /is not a function in WIT|has no function/);
      assert.match(mistakeInFunction(text) ?? '', /^Write NAME: func/);
    });
});
