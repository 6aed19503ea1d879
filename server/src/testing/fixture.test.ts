import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseFixture } from './fixture.ts';

describe('fixture text', () => {
  test('starts a file at each //- line', () => {
    const { files } = parseFixture('//- /a.wit\npackage a:b;\n//- /deps/io/b.wit\npackage c:d;');
    assert.deepEqual([...files], [
      ['/a.wit', 'package a:b;'],
      ['/deps/io/b.wit', 'package c:d;'],
    ]); // prettier-ignore
  });

  test('names a single file /main.wit by default', () => {
    assert.deepEqual([...parseFixture('\npackage a:b;\n').files], [['/main.wit', 'package a:b;\n']]);
  });

  test('removes the cursor marker from the text', () => {
    const { files, cursor } = parseFixture('//- /a.wit\ninterface i$0 {}');
    assert.equal(files.get('/a.wit'), 'interface i {}');
    assert.deepEqual(cursor, { path: '/a.wit', offset: 11 });
  });

  test('reads labelled ranges of the line above', () => {
    const text = 'interface i { f: func(); }\n//        ^ name\n//            ^ function\n';
    const { files, labels } = parseFixture(text);
    const at = (label: string) => {
      const range = labels.get(label);
      return range && files.get(range.path)?.slice(range.start, range.end);
    };
    assert.deepEqual([at('name'), at('function')], ['i', 'f']);
  });
});
