import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codesIn, Subject } from '../testing/subject.ts';

const main = '//- /main.wit\npackage a:b;\nworld w { import c:io/streams@1.0.0; }\n';
const poll = '//- /deps/poll.wit\npackage c:io@1.0.0;\ninterface poll { resource pollable; }\n';
const streams =
  '//- /deps/streams.wit\npackage c:io@1.0.0;\ninterface streams { use po$0ll.{pollable}; sub: func() -> pollable; }\n';

describe('files of one package directly in deps', () => {
  test('are one error, and are moved into a folder together', () => {
    const subject = new Subject(main + poll + streams);
    assert.deepEqual(subject.titles, ['Move the 2 files to `deps/io/`']);
    const after = subject.after();
    assert.deepEqual([...after.keys()].sort(), ['/deps/io/poll.wit', '/deps/io/streams.wit', '/main.wit']);
    assert.deepEqual(codesIn(after), []);
    assert.deepEqual(codesIn(new Map([...after].map(([path, text]) => [path.replace('/io/', '/'), text]))), [
      'package-split-in-deps',
    ]);
  });

  test('are not moved if files are in the way', () => {
    const other = '//- /deps/io/x.wit\npackage x:y;\n';
    assert.deepEqual(new Subject(main + poll + streams + other).titles, []);
  });

  test('that define the same items are copies', () => {
    const copy = '//- /deps/poll2.wit\npackage c:i$0o@1.0.0;\ninterface poll { resource pollable; }\n';
    const { actions } = new Subject('//- /main.wit\npackage a:b;\n' + poll + copy);
    assert.deepEqual(actions, []);
  });

  test('are moved to the folder of the package, if there is one', () => {
    const inFolder = streams.replace('/deps/', '/deps/c-io/');
    const subject = new Subject(main + poll + inFolder);
    assert.deepEqual(subject.titles, ['Move the file to `deps/c-io/`']);
    const after = subject.after();
    assert.deepEqual([...after.keys()].sort(), [
      '/deps/c-io/poll.wit',
      '/deps/c-io/streams.wit',
      '/main.wit',
    ]);
    assert.deepEqual(codesIn(after), []);
  });

  test('are moved between folders, unless a file is in the way', () => {
    const one = poll.replace('/deps/', '/deps/one/');
    const two = streams.replace('/deps/', '/deps/two/');
    assert.deepEqual(new Subject(main + one + two).titles, ['Move the file to `deps/one/`']);
    assert.deepEqual(new Subject(main + one + two.replace('streams.wit', 'poll.wit')).titles, []);
  });
});
