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

test('in a `use`, only of interfaces that have all types that it names', () => {
  const titles = (names: string) =>
    new Subject(`package a:b;
interface k { use $0types.{${names}}; }
//- /deps/c.wit
package c:d;
interface types { type x = u8; type y = u8; z: func(); }
//- /deps/e.wit
package e:f@1.0.0;
interface types { use c:d/types.{x}; type z = u8; }
`).titles;
  const [one, other] = ['Change to `c:d/types`', 'Change to `e:f/types@1.0.0`'];
  assert.deepEqual(titles('x as y'), [one, other]);
  assert.deepEqual(titles('x, y'), [one]);
  assert.deepEqual(titles('x, z'), [other]);
  assert.deepEqual(titles('y, z'), []);
});
