import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codesIn, Subject } from '../testing/subject.ts';

const kv = '\n//- /deps/kv.wit\npackage demo:kv@1.0.0;\ninterface kv { type key = string; }\n';

describe('a missing package', () => {
  test('is replaced by the existing version in every path', () => {
    const subject = new Subject(`
package a:b;
world w { import demo:k$0v/kv@1.0.1; }
interface i { use demo:kv/kv@1.0.1.{key}; f: func() -> key; }${kv}`);
    assert.deepEqual(subject.titles, ['Change to `demo:kv@1.0.0`']);
    const files = subject.after();
    assert.doesNotMatch(files.get('/main.wit')!, /1\.0\.1/);
    assert.deepEqual(codesIn(files), []);
  });

  test('gets a version if its path lacks one', () => {
    const subject = new Subject(`\npackage a:b;\nworld w { import demo:k$0v/kv; }${kv}`);
    assert.equal(subject.text(), 'package a:b;\nworld w { import demo:kv/kv@1.0.0; }');
  });

  test('gets no version before its item or version is typed', () => {
    for (const path of ['demo:k$0v/;', 'demo:k$0v/kv@1;', 'demo:k$0v/kv@;']) {
      const { titles } = new Subject(`\npackage a:b;\nworld w { import ${path} }${kv}`);
      const offered = titles.filter((title) => title.includes('demo:'));
      assert.deepEqual(offered, [], path);
    }
  });

  test('is replaced by a known version, which is added: same series first, newest first', () => {
    const subject = new Subject('package a:b;\nworld w { import wasi:$0clocks/wall-clock@0.2.0; }');
    assert.deepEqual(subject.titles, [
      'Change to `wasi:clocks@0.2.12`, and add it to `deps`',
      'Change to `wasi:clocks@0.2.10`, and add it to `deps`',
    ]);
    assert.deepEqual(codesIn(subject.after()), []);
  });

  test('is not replaced by a package without the referenced item', () => {
    const subject = new Subject('package a:b;\nworld w { import wasi:$0clocks/nothing@0.2.0; }');
    assert.deepEqual(subject.titles, []);
  });

  test('is replaced by the version whose types a `use` lists, unless none has them', () => {
    const newer = '\n//- /deps/newer.wit\npackage demo:kv@2.0.0;\ninterface kv { type name = string; }\n';
    const use = (type: string) =>
      new Subject(`package a:b;\ninterface i { use demo:k$0v/kv@3.0.0.{${type}}; }${kv}${newer}`).titles;
    assert.deepEqual(use('key'), ['Change to `demo:kv@1.0.0`']);
    assert.deepEqual(use('name'), ['Change to `demo:kv@2.0.0`']);
    assert.deepEqual(use('kee'), ['Change to `demo:kv@2.0.0`', 'Change to `demo:kv@1.0.0`']);
  });

  test('is replaced by the package with the closest name', () => {
    const subject = new Subject('package a:b;\nworld w { import wasi:$0clock/system-clock; }');
    assert.deepEqual(subject.titles, ['Change to `wasi:clocks@0.3.0`, and add it to `deps`']);
    const files = subject.after();
    assert.match(files.get('/main.wit')!, /import wasi:clocks\/system-clock@0\.3\.0;/);
    assert.deepEqual(codesIn(files), []);
  });

  test('handles names of different length before a version', () => {
    const text = 'package a:b;\ninterface i { use demo:$0kvs/kv@1.0.0.{key}; f: func() -> key; }';
    const subject = new Subject(text + kv);
    assert.equal(subject.text(), text.replace('$0kvs', 'kv'));
  });
});
