import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from '../testing/subject.ts';

test('removes a forbidden character', () => {
  assert.equal(new Subject('package a:b;\n// $0\u202e').text(), 'package a:b;\n//');
});

test('replaces unsupported white space between names by a space', () => {
  assert.equal(new Subject('package a:b;\ninterface$0\fi {}').text(), 'package a:b;\ninterface i {}');
});
