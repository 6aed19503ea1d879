import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Subject } from './testing/subject.ts';

describe('a package without a name', () => {
  test('is named after its folder', () => {
    const at = (path: string) => new Subject(`\n//- ${path}\n$0interface i {}\n`).titles;
    assert.deepEqual(at('/main.wit'), ['Start with `package local:main;`']);
    assert.deepEqual(at('/work/My_App/wit/a.wit'), ['Start with `package local:my-app;`']);
    assert.deepEqual(at('/world/a.wit'), ['Start with `package local:%world;`']);
  });

  test('starts with it', () => {
    assert.equal(new Subject('$0interface i {}').text(), 'package local:main;\n\ninterface i {}');
  });
});

describe('worlds and interfaces', () => {
  test('a world is included', () => {
    const subject = new Subject('package a:b;\nworld v {}\nworld w { import $0v; }');
    assert.equal(subject.text(), 'package a:b;\nworld v {}\nworld w { include v; }');
  });

  test('an interface is imported', () => {
    const subject = new Subject('package a:b;\ninterface i {}\nworld w { include $0i; }');
    assert.equal(subject.text(), 'package a:b;\ninterface i {}\nworld w { import i; }');
  });

  test('what has more than a path is left alone', () => {
    assert.deepEqual(new Subject('package a:b;\nworld v {}\ninterface i { use $0v.{t}; }').titles, []);
    assert.deepEqual(
      new Subject('package a:b;\ninterface i {}\nworld w { include $0i with { a as b } }').titles,
      [],
    );
  });
});

describe('gates', () => {
  const mended = (text: string) => new Subject(text).text();

  test('that stand twice, or say two things, lose one', () => {
    const gate = '@since(version = 1.0.0)';
    const before = 'package a:b@1.0.0;\n';
    assert.equal(
      mended(`${before}${gate}\n@$0since(version = 1.0.0)\ninterface i {}`),
      `${before}${gate}\ninterface i {}`,
    );
    assert.equal(
      mended(`${before}@$0since(version = 1.0.0)\n@unstable(feature = x)\ninterface i {}`),
      `${before}@unstable(feature = x)\ninterface i {}`,
    );
    assert.equal(
      mended(`${before}interface i {}\nworld w { import j; }\n${gate} $0use i as j;`),
      `${before}interface i {}\nworld w { import j; }\nuse i as j;`,
    );
  });

  test('have the argument that they take', () => {
    assert.equal(
      mended('package a:b@1.0.0;\n@since($0feature = 1.0.0)\ninterface i {}'),
      'package a:b@1.0.0;\n@since(version = 1.0.0)\ninterface i {}',
    );
  });

  test('are not weaker than those around them', () => {
    const before = 'package a:b@1.0.0;\n@since(version = 1.0.0)\ninterface i {\n  ';
    const f = `/// Calls.\n  @since(version = 1.0.0)\n  f: func();\n}`;
    assert.equal(mended(`${before}/// Calls.\n  $0f: func();\n}`), before + f);
    assert.equal(mended(`${before}/// Calls.\n  @since(version = 0.9.0)\n  $0f: func();\n}`), before + f);
    const resource = 'resource r { @since(version = 1.0.0) g: func(); }';
    const text = `${before}@since(version = 1.0.0)\n  ${resource}\n}`;
    assert.equal(mended(text.replace(/ @since\S* \S* \S*(?= g)/, '').replace('g:', '$0g:')), text);
  });

  test('need a version of the package', () => {
    assert.equal(
      mended('package a:b;\n@since(version = 1.0.0)\ninterface $0i {}'),
      'package a:b@1.0.0;\n@since(version = 1.0.0)\ninterface i {}',
    );
  });
});

describe('what has one mend', () => {
  test('a second import of an interface goes', () => {
    const text = 'package a:b;\ninterface i {}\nworld w {\n  import i;\n';
    assert.equal(new Subject(`${text}  import $0i;\n}`).text(), `${text}}`);
  });

  test('a handle of a value becomes the value', () => {
    const text = 'package a:b;\ninterface i { type t = u8; f: func(a: list<borrow<$0t>>); }';
    assert.equal(new Subject(text).text(), text.replace('borrow<$0t>', 't'));
  });

  test('an item of another package is named with it', () => {
    const other = '\n//- /deps/c.wit\npackage c:d@1.0.0;\ninterface i { type t = u8; }\nworld v {}\n';
    const text = 'package a:b;\nworld w { import $0i; }';
    assert.equal(new Subject(text + other).text(), 'package a:b;\nworld w { import c:d/i@1.0.0; }');
    assert.deepEqual(new Subject(`package a:b;\nworld w { import $0v; }${other}`).titles, []);
    assert.deepEqual(new Subject(`package a:b;\nworld w { include $0v; }${other}`).titles, [
      'Change to `c:d/v@1.0.0`',
    ]);
  });

  test('files of a folder are of one package', () => {
    const files = new Subject('//- /a.wit\npackage a:b;\n//- /b.wit\npackage $0a:c;\n').after();
    assert.equal(files.get('/b.wit')!.trim(), 'package a:b;');
  });

  test('a character that may not stand goes', () => {
    assert.equal(new Subject('package a:b;\n// $0\u202e').text(), 'package a:b;\n//');
  });
});
