import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codesIn, Subject } from '../testing/subject.ts';

describe('a missing package that is known', () => {
  const needsHttp = `
package a:b;
interface i { use wasi:ht$0tp/types@0.2.12.{request}; f: func(r: borrow<request>); }
world w { import wasi:http/types@0.2.12; }
`;

  test('is reported once, and added with its dependencies', () => {
    const subject = new Subject(needsHttp);
    assert.deepEqual(subject.titles, ['Add `wasi:http@0.2.12` and the 2 packages it needs to `deps`']);
    const files = subject.after();
    assert.deepEqual(
      [...files.keys()].slice(1),
      ['http', 'clocks', 'io'].map((name) => `/deps/wasi-${name}-0.2.12/package.wit`),
    );
    assert.deepEqual(codesIn(files), []);
  });

  test('does not add packages that exist', () => {
    const io = '\n//- /deps/any.wit\npackage wasi:io@0.2.12;\ninterface poll { resource pollable; }\n';
    const subject = new Subject(needsHttp + io);
    assert.deepEqual(subject.titles, ['Add `wasi:http@0.2.12` and the package it needs to `deps`']);
    assert.deepEqual(codesIn(subject.after()), []);
  });

  test('is added to the main package’s `deps` if a dependency refers to it', () => {
    const subject = new Subject(`
//- /main.wit
package a:b;
//- /deps/c.wit
package c:d;
interface i { use wasi:$0io/poll@0.2.12.{pollable}; f: func() -> pollable; }
`);
    const files = subject.after('Add `wasi:io@0.2.12` to `deps`');
    assert.ok(files.has('/deps/wasi-io-0.2.12/package.wit'));
    assert.deepEqual(codesIn(files), []);
  });

  test('is not offered if other files are in the way', () => {
    const subject = new Subject(`
package a:b;
world w { import wasi:$0io/poll@0.2.12; }
//- /deps/wasi-io-0.2.12/other.wit
package x:y;
`);
    assert.deepEqual(subject.titles, []);
  });
});
