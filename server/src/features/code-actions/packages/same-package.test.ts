import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from '../testing/subject.ts';

test('files of a folder get the same package declaration', () => {
  const files = new Subject('//- /a.wit\npackage a:b;\n//- /b.wit\npackage $0a:c;\n').after();
  assert.equal(files.get('/b.wit')!.trim(), 'package a:b;');
});

test('no file gets an incomplete package declaration', () => {
  const { titles } = new Subject('//- /a.wit\npackage a:b@2.0.;\n//- /b.wit\npackage $0a:c;\n');
  assert.deepEqual(titles, []);
});
