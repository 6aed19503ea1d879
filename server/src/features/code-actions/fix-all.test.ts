import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from './testing/subject.ts';

const types = 'package a:b;\ninterface types { type a = u8; type b = u8; type c = u8; }\n';
const fixed = (text: string) => new Subject(types + text, 'source.fixAll').text().slice(types.length);

test('all unambiguous fixes are applied together', () => {
  const broken =
    'interface i {\n  use types.{a, b};\n  f: func(x: float32, b: b) -> fooBar\n  record fooBar { x: u8 }\n}';
  const mended =
    'interface i {\n  use types.{b};\n  f: func(x: f32, b: b) -> foo-bar;\n  record foo-bar { x: u8 }\n}';
  let text = broken;
  for (let round = 0; round < 3 && text !== mended; round++) text = fixed(text);
  assert.equal(text, mended);
});
