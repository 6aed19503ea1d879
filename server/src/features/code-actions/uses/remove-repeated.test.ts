import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from '../testing/subject.ts';

test('removes a repeated import of an interface', () => {
  const text = 'package a:b;\ninterface i {}\nworld w {\n  import i;\n';
  assert.equal(new Subject(`${text}  import $0i;\n}`).text(), `${text}}`);
});
