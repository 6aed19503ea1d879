import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Subject } from '../testing/subject.ts';

/** Broken text, with the cursor where the mistake is reported, and what comes of the preferred fix. */
const cases: readonly (readonly [string, string])[] = [
  ['interface i { f: func() $0}', 'interface i { f: func(); }'],
  ['interface i {\n  f: func()\n  $0g: func();\n}', 'interface i {\n  f: func();\n  g: func();\n}'],
  [
    'interface i { use j.{t} $0f: func(); }\ninterface j { type t = u8; }',
    'interface i { use j.{t}; f: func(); }\ninterface j { type t = u8; }',
  ],
  ['interface i { f: func(); $0; }', 'interface i { f: func();  }'],
  ['interface i {}$0;', 'interface i {}'],
  ['interface i { record r { a: u8 $0b: u8 } }', 'interface i { record r { a: u8, b: u8 } }'],
  ['interface i { record r { a: u8$0; b: u8 } }', 'interface i { record r { a: u8, b: u8 } }'],
  ['interface i { f: func(a $0u8); }', 'interface i { f: func(a: u8); }'],
  ['interface i { f: func(a: list<u8$0); }', 'interface i { f: func(a: list<u8>); }'],
  ['interface i { f: func() $0u8; }', 'interface i { f: func() -> u8; }'],
  ['interface i { f: $0(); }', 'interface i { f: func(); }'],
  ['interface i { type t $0u8; }', 'interface i { type t = u8; }'],
  ['interface i { type$0: func(); }', 'interface i { %type: func(); }'],
  ['interface i { record r { $0list: u8 } }', 'interface i { record r { %list: u8 } }'],
  ['interface i { f: func($0type: u8, use: u8); }', 'interface i { f: func(%type: u8, use: u8); }'],
  ['interface $0world {}', 'interface %world {}'],
  ['$0interfce i { f: func(); }', 'interface i { f: func(); }'],
  ['interface i { f: $0fn(); }', 'interface i { f: func(); }'],
  ['interface i { $0recrod r { a: u8 } }', 'interface i { record r { a: u8 } }'],
  ['interface i { $0struct r { a: u8 } f: func(); }', 'interface i { record r { a: u8 } f: func(); }'],
  ['world w { $0inport f: func(); }', 'world w { import f: func(); }'],
  ['interface i { f: func(a: $0Vec<u8>); }', 'interface i { f: func(a: list<u8>); }'],
  ['interface i { f: $0asinc func(); }', 'interface i { f: async func(); }'],
  ['world w { import f $0func(); }', 'world w { import f: func(); }'],
  ['world w {\n  import f: func();\n$0', 'world w {\n  import f: func();\n}'],
  [
    'interface i {\n  f: func();\n\n@unstable(feature = a)\n@deprecated(version = 1.0.0)\n$0interface j {}',
    'interface i {\n  f: func();\n}\n\n@unstable(feature = a)\n@deprecated(version = 1.0.0)\ninterface j {}',
  ],
  ['interface i { f: func(); }\n$0}', 'interface i { f: func(); }'],
  [
    'world w { import c:d/i@1.0$0; }\npackage c:d@1.0.0 { interface i {} }',
    'world w { import c:d/i@1.0.0; }\npackage c:d@1.0.0 { interface i {} }',
  ],
];

describe('a missing, extra or wrong token', () => {
  for (const [before, after] of cases) {
    test(JSON.stringify(before), () => {
      const subject = new Subject(`package a:b;\n${before}\n`);
      assert.equal(subject.text(), `package a:b;\n${after}`);
    });
  }

  test('is fixed from the end of the previous token', () => {
    const subject = new Subject('package a:b;\ninterface i {\n  f: func()$0\n  g: func();\n}\n');
    assert.deepEqual(subject.titles, ['Insert `;`']);
  });

  test('is not fixed if the item has other errors', () => {
    assert.deepEqual(new Subject('package a:b;\ninterface i { one two $0three four }').titles, []);
  });

  test('is not fixed by a sign that leaves the token wrong', () => {
    const subject = new Subject('package foo:$0{\n  }\n  enum level {\n    info,\n  msg: string}\n\n}\n');
    assert.deepEqual(subject.titles, ['Remove `{`']);
  });

  test('is fixed once where it causes two errors, and the next wrong token at that one', () => {
    const world = 'world w { import $0use:cli/environment@1.0.0; }';
    assert.deepEqual(new Subject(`package a:b;\n${world}\n`).titles, ['Write `%use`: it is a name']);
    const braces = 'world w {\n  import i;\n$0package\n';
    assert.deepEqual(new Subject(`package a:b;\n${braces}`).titles, ['Insert `}`']);
  });

  test('is fixed if other items have errors', () => {
    const subject = new Subject(
      'package a:b;\ninterface i {\n  a: fun();\n  f: func()$0\n  g: func();\n  h: func() u8;\n}\n',
    );
    assert.match(subject.text(), /f: func\(\);\n/);
  });

  test('never merges two names, or punctuation into a comment', () => {
    for (const [broken, ...titles] of [
      ['f: func(a$0.b: u8);'],
      ['f$0.g: func();'],
      ['f$0/g: func();'],
      ['a$0->b: func();', 'Change to `a`'],
      ['a/$0./b'],
    ])
      assert.deepEqual(new Subject(`package a:b;\ninterface i { ${broken} }\n`).titles, titles, broken);
  });
});
