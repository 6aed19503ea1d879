import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from '../testing/subject.ts';

test('replaces the keyword before a world by `include`', () => {
  const subject = new Subject('package a:b;\nworld v {}\nworld w { import $0v; }');
  assert.equal(subject.text(), 'package a:b;\nworld v {}\nworld w { include v; }');
});

test('replaces `include` before an interface by `import`', () => {
  const subject = new Subject('package a:b;\ninterface i {}\nworld w { include $0i; }');
  assert.equal(subject.text(), 'package a:b;\ninterface i {}\nworld w { import i; }');
});

test('does not include a world in itself', () => {
  assert.deepEqual(new Subject('package a:b;\nworld w { import $0w; }').titles, []);
});

test('does not change statements that are more than a path', () => {
  assert.deepEqual(new Subject('package a:b;\nworld v {}\ninterface i { use $0v.{t}; }').titles, []);
  assert.deepEqual(
    new Subject('package a:b;\ninterface i {}\nworld w { include $0i with { a as b } }').titles,
    [],
  );
});
