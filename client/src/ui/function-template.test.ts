import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readWorldFor } from '../../../host/src/create/new-component.ts';
import { checkTemplate } from '../../../host/src/create/unsupported.ts';
import { missingTemplate } from './function-template.ts';

describe('a function without a template in Go and C', () => {
  // The host's own verdict is the reference.
  for (const text of [
    'greet: func(name: string) -> string',
    '  %func:func( %type : string , ) -> string ; ',
    'say-IT: func(x1: string)->string;',
    'add: func(a: u32, b: u32) -> u32',
    'greet: func(name: string, times: u32) -> string',
    'greet: func() -> string',
    'greet: func(name: string)',
    'greet: async func(name: string) -> string',
    'greet: func(names: list<string>) -> result<list<tuple<u8, string>>, string>',
    'greet: func(names: list<string, 4>) -> string',
    'greet: func(names: list<list<tuple<u8, u8>, 4>>) -> string',
    '%map: func(%stream: u8, my-future: u8) -> u8',
    'read: func() -> stream<u8>',
    'read: func(a: option<future>)',
    'read: func(a: u8) -> error-context',
    'read: func(a: map<string, u8>)',
  ])
    it(`is found as by the host: ${text}`, () => {
      const { outline } = readWorldFor('/new', 'new', { kind: 'function', function: text });
      for (const language of ['go', 'c'] as const) {
        const isRefused = missingTemplate(language, text) !== undefined;
        const check = () => checkTemplate(language === 'go' ? 'Go' : 'C', outline);
        if (isRefused) assert.throws(check, /there is no (?:Go|C) template/);
        else check();
      }
    });

  it('has one in the other languages', () => {
    for (const language of ['typescript', 'javascript', 'rust', 'python'] as const)
      assert.equal(missingTemplate(language, 'add: async func(a: u32) -> u32'), undefined);
  });
});
