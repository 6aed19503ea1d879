import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Subject } from '../testing/subject.ts';

const mended = (text: string) =>
  new Subject(`package a:b@1.0.0;\n${text}`).text().slice('package a:b@1.0.0;\n'.length);

describe('an unknown name', () => {
  test('is replaced by the closest known one', () => {
    assert.equal(
      mended('interface i { record entry { a: u8 } f: func() -> $0entri; }'),
      'interface i { record entry { a: u8 } f: func() -> entry; }',
    );
    assert.equal(
      mended('interface types { type t = u8; }\ninterface i { use typ$0s.{t}; f: func() -> t; }'),
      'interface types { type t = u8; }\ninterface i { use types.{t}; f: func() -> t; }',
    );
    assert.equal(
      mended('interface handler {}\nworld w { import handle$0rs; }'),
      'interface handler {}\nworld w { import handler; }',
    );
    assert.equal(
      mended('@sins$0e(version = 1.0.0)\ninterface i {}'),
      '@since(version = 1.0.0)\ninterface i {}',
    );
  });

  test('is replaced in a use and in another package', () => {
    const dependency = '\npackage c:d { interface streams { type stream-error = u8; } }';
    assert.match(mended(`world w { use c:d/streams.{stream-er$0or}; }${dependency}`), /\{stream-error\}/);
    assert.match(mended(`world w { import c:d/strem$0s; }${dependency}`), /c:d\/streams;/);
  });

  test('is escaped if it is a keyword', () => {
    assert.match(mended('interface i { type %record = u8; f: func() -> $0recod; }'), /-> %record;/);
  });

  test('of a type in another language is replaced by the WIT type', () => {
    assert.equal(mended('interface i { f: func() -> $0i32; }'), 'interface i { f: func() -> s32; }');
    assert.equal(mended('interface i { f: func() -> $0String; }'), 'interface i { f: func() -> string; }');
    assert.equal(mended('interface i { f: func() -> $0float32; }'), 'interface i { f: func() -> f32; }');
  });

  test('is not replaced by one that is invalid, nor by the item around it', () => {
    for (const text of [
      'interface i { type tic_ = u8; f: func() -> $0tic; }',
      'interface b2 { use $0b.{t}; type t = u8; }',
    ])
      assert.deepEqual(new Subject(`package a:b;\n${text}`).titles, [], text);
  });

  test('without a close match is not changed', () => {
    assert.deepEqual(
      new Subject('package a:b;\ninterface i { type entry = u8; f: func() -> $0other; }').titles,
      [],
    );
  });
});
