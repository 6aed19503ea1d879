import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from '../testing/subject.ts';

test('a character that may not stand goes', () => {
  assert.equal(new Subject('package a:b;\n// $0\u202e').text(), 'package a:b;\n//');
});

test('white space that WIT does not know keeps two names apart', () => {
  assert.equal(new Subject('package a:b;\ninterface$0\fi {}').text(), 'package a:b;\ninterface i {}');
});
