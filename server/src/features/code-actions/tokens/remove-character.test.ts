import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from '../testing/subject.ts';

test('a character that may not stand goes', () => {
  assert.equal(new Subject('package a:b;\n// $0\u202e').text(), 'package a:b;\n//');
});
