import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { starterOf } from '../../../host/src/create/starter.ts';
import { readWorldFor } from '../../../host/src/create/new-component.ts';
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
    'greet: func(names: list<string>) -> string',
  ])
    it(`is found as by the host: ${text}`, () => {
      const { outline } = readWorldFor('/new', 'new', { kind: 'function', function: text });
      const isGreeting = starterOf(outline).kind === 'greeting';
      for (const language of ['go', 'c'] as const)
        assert.equal(missingTemplate(language, text) === undefined, isGreeting, language);
    });

  it('has one in the other languages', () => {
    for (const language of ['typescript', 'javascript', 'rust', 'python'] as const)
      assert.equal(missingTemplate(language, 'add: func(a: u32) -> u32'), undefined);
  });
});
