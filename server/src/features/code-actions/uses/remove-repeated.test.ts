import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from '../testing/subject.ts';

test('a second import of an interface goes', () => {
  const text = 'package a:b;\ninterface i {}\nworld w {\n  import i;\n';
  assert.equal(new Subject(`${text}  import $0i;\n}`).text(), `${text}}`);
});
