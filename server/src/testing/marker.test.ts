import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nameRange, parseMarker, updateMarker } from './marker.ts';

const text = `//- /a.wit
type t = u8;
//   ^ t
//@ def(t) = t
//@ hover(t, long)
//= hover(t, long)
a golden
answer
`;

describe('marker files', () => {
  test('contain requests about labelled places, and their responses', () => {
    const { questions, expected, fixture } = parseMarker(text);
    assert.deepEqual(
      questions.map(({ name, at, argument }) => [name, at?.start, argument]),
      [
        ['def', 5, undefined],
        ['hover', 5, 'long'],
      ],
    );
    assert.deepEqual([...expected.values()].sort(), ['a golden\nanswer', 't']);
    assert.equal(fixture.files.get('/a.wit')?.includes('//@'), false);
  });

  test('are rewritten in place', () => {
    const answers = new Map([
      ['def(t)', '/b.wit:1:1'],
      ['hover(t, long)', 'new'],
    ]);
    const updated = updateMarker(text, answers);
    assert.match(updated, /^\/\/@ def\(t\) = \/b\.wit:1:1$/m);
    assert.match(updated, /\/\/= hover\(t, long\)\nnew\n$/);
    assert.deepEqual(parseMarker(updated).expected, answers);
  });

  test('have a description and enabled gates', () => {
    const { fixture, features, questions } = parseMarker(`//! Gates.\n//@ features = a, b\n${text}`);
    assert.deepEqual(features, ['a', 'b']);
    assert.deepEqual([...fixture.files.keys()], ['/a.wit']);
    assert.equal(questions.length, 2);
  });

  test('write a range as its label, or as line and column', () => {
    const { fixture } = parseMarker(text);
    assert.equal(nameRange(fixture, '/a.wit', 5), 't');
    assert.equal(nameRange(fixture, '/a.wit', 9), '/a.wit:1:10');
  });
});
