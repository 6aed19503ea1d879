import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codesIn, Subject } from '../testing/subject.ts';

const types = 'interface types { record request { a: u8 } record response { a: u8 } }';

/** A body with the cursor in a dotted type, and what comes of it. */
const cases: readonly (readonly [string, string])[] = [
  [
    'interface i { f: func(a: types$0.request); }',
    'interface i { use types.{request}; f: func(a: request); }',
  ],
  [
    'interface i { f: func(a: types.request) -> types$0.response; }',
    'interface i { use types.{request, response}; f: func(a: request) -> response; }',
  ],
  [
    'interface i { use types.{request}; f: func(a: request) -> types$0.response; }',
    'interface i { use types.{request, response}; f: func(a: request) -> response; }',
  ],
  [
    'interface i { use types.{request as r}; f: func(a: types$0.request); }',
    'interface i { use types.{request as r}; f: func(a: r); }',
  ],
  [
    'interface i { type request = u8; f: func(a: list<types$0.request>, b: request); }',
    'interface i { use types.{request as types-request}; type request = u8; f: func(a: list<types-request>, b: request); }',
  ],
  ['interface i { type t = u8; f: func(a: i$0.t); }', 'interface i { type t = u8; f: func(a: t); }'],
  [
    'world w { import f: func(a: types$0.request); }',
    'world w { use types.{request}; import f: func(a: request); }',
  ],
  [
    'interface i { f: func(a: types$0.request); }\nworld w { export g: func(a: option<types.request>); }',
    'interface i { use types.{request}; f: func(a: request); }\nworld w { use types.{request}; export g: func(a: option<request>); }',
  ],
];

describe('a type with its interface before a dot', () => {
  for (const [before, after] of cases) {
    test(JSON.stringify(before), () => {
      const subject = new Subject(`package a:b;\n${types}\n${before}\n`);
      assert.equal(subject.titles.length, 1, 'one fix');
      assert.equal(subject.text(), `package a:b;\n${types}\n${after}`);
      assert.deepEqual(codesIn(subject.after()), []);
    });
  }

  test('gets distinct names for two interfaces', () => {
    const subject = new Subject(
      `package a:b;\n${types}\ninterface more { type request = u8; }\ninterface i {\n  f: func(a: types$0.request, b: more.request);\n}\n`,
    );
    assert.match(subject.text(), /f: func\(a: request, b: more-request\);/);
    assert.deepEqual(codesIn(subject.after()), []);
  });

  test('of another package gets a `use` with the version, wherever it is written', () => {
    for (const path of ['c:d/types@1.0.0$0.%list', 'c:d/types$0.%list@1.0.0', 'c:d/types$0.list']) {
      const subject = new Subject(
        `//- /deps/d.wit\npackage c:d@1.0.0;\ninterface types { type %list = u8; }\n//- /main.wit\npackage a:b;\ninterface i { f: func(a: ${path}); }\n`,
      );
      assert.equal(
        subject.text(),
        'package a:b;\ninterface i { use c:d/types@1.0.0.{%list}; f: func(a: %list); }',
        path,
      );
    }
  });

  test('is replaced in a handle', () => {
    const subject = new Subject(
      'package a:b;\ninterface j { resource r; }\ninterface i { f: func(a: borrow<j$0.r>); }\n',
    );
    assert.match(subject.text(), /\{ use j\.\{r\}; f: func\(a: borrow<r>\); \}/);
  });

  test('is replaced by `source.fixAll`', () => {
    const subject = new Subject(
      `package a:b;\n${types}\ninterface i {\n  f: func(a: types.request$0);\n  g: func() -> types.response;\n  h: func()\n}\n`,
      'source.fixAll',
    );
    assert.deepEqual(codesIn(subject.after(subject.titles[0])), []);
  });

  test('of a missing interface gets a `use` too', () => {
    const subject = new Subject('package a:b;\ninterface i { f: func(a: x$0.t, b: x.u); }\n');
    assert.match(subject.text(), /\{ use x\.\{t, u\}; f: func\(a: t, b: u\); \}/);
  });
});
