import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from '../testing/subject.ts';

test('replaces a handle of a value type by the type', () => {
  const text = 'package a:b;\ninterface i { type t = u8; f: func(a: list<borrow<$0t>>); }';
  assert.equal(new Subject(text).text(), text.replace('borrow<$0t>', 't'));
});
