import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codesIn, Subject } from '../testing/subject.ts';

test('converts a name to kebab case in every file of its package', () => {
  const subject = new Subject(`
//- /main.wit
package a:b;
interface i { record file$0Stat { sizeInBytes: u64 } }
//- /other.wit
interface j { use i.{fileStat}; f: func() -> fileStat; }
//- /deps/c.wit
package c:d;
interface fine {}
`);
  const files = subject.after('Change to `file-stat`');
  assert.match(files.get('/other.wit')!, /use i\.\{file-stat\}; f: func\(\) -> file-stat;/);
  assert.deepEqual(codesIn(files), ['identifier-character']);
});

test('replaces underscores and removes extra hyphens', () => {
  const named = (name: string) => new Subject(`package a:b;\ninterface $0${name} {}`).titles;
  assert.deepEqual(named('foo_bar'), ['Change to `foo-bar`']);
  assert.deepEqual(named('foo--bar-'), ['Change to `foo-bar`']);
  assert.deepEqual(named('HTTPServer'), ['Change to `http-server`']);
  assert.deepEqual(named('fooList'), ['Change to `foo-list`']);
  assert.deepEqual(named('größe'), []);
});

test('replaces a differently cased built-in type, and escapes keywords', () => {
  const subject = new Subject(
    'package a:b;\ninterface i { f: func(String: $0String) -> list<String>; enum e { String } }',
  );
  assert.equal(
    subject.text(),
    'package a:b;\ninterface i { f: func(%string: string) -> list<string>; enum e { %string } }',
  );
});
