import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from '../testing/subject.ts';

test('adds the package to the name of an item of another package', () => {
  const other = '\n//- /deps/c.wit\npackage c:d@1.0.0;\ninterface i { type t = u8; }\nworld v {}\n';
  const text = 'package a:b;\nworld w { import $0i; }';
  assert.equal(new Subject(text + other).text(), 'package a:b;\nworld w { import c:d/i@1.0.0; }');
  assert.deepEqual(new Subject(`package a:b;\nworld w { import $0v; }${other}`).titles, []);
  assert.deepEqual(new Subject(`package a:b;\nworld w { include $0v; }${other}`).titles, [
    'Change to `c:d/v@1.0.0`',
  ]);
});
