import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codesIn, Subject } from '../testing/subject.ts';

const types = 'interface types {\n  type t = u8;\n  type u = u8;\n}';

describe('a type of another interface', () => {
  test('gets a `use`', () => {
    const subject = new Subject(`package a:b;\n${types}\ninterface i {\n  f: func() -> $0t;\n}`);
    assert.deepEqual(subject.titles, ['Use `t` of `types`']);
    assert.equal(
      subject.text(),
      `package a:b;\n${types}\ninterface i {\n  use types.{t};\n  f: func() -> t;\n}`,
    );
  });

  test('gets no `use` in a body without its `{`, which would be put into another one', () => {
    const broken = 'interface i\n  f: func() -> $0t;\n  record r { a: u8 }\n}';
    assert.deepEqual(new Subject(`package a:b;\n${types}\n${broken}`).titles, []);
  });

  test('is added to an existing `use` of the interface', () => {
    const subject = new Subject(
      `package a:b;\n${types}\ninterface i {\n  use types.{u};\n  f: func(u: u) -> $0t;\n}`,
    );
    assert.match(subject.text(), / {2}use types\.\{u, t\};\n {2}f:/);
  });

  test('gets a `use` above an incomplete one', () => {
    const body = 'interface i {\n  use c:d/e/f.{g};\n  f: func() -> t;\n}';
    const text = `package a:b;\n${types}\n${body}`;
    const subject = new Subject(text.replace('-> t', '-> $0t'));
    assert.equal(subject.text(), text.replace('interface i {', 'interface i {\n  use types.{t};'));
  });

  test('gets a `use` below the existing ones and their comments', () => {
    const subject = new Subject(`
package a:b;
${types}
interface other { type v = u8; }
interface i {
  use other.{v}; // a v

  /// Calls.
  f: func(v: v) -> $0t;
}`);
    assert.match(
      subject.text(),
      / {2}use other\.\{v\}; \/\/ a v\n {2}use types\.\{t\};\n\n {2}\/\/\/ Calls\./,
    );
  });

  test('is found in other files and in dependencies, with their version', () => {
    const subject = new Subject(`
//- /main.wit
package a:b;
world w { import f: func() -> $0t; }
//- /other.wit
${types}
//- /deps/c.wit
package c:d@1.0.0;
interface types { type t = u8; }
interface again { use types.{t}; f: func() -> t; }
`);
    assert.deepEqual(subject.titles, [
      'Use `t` of `types`',
      'Use `t` of `c:d/types@1.0.0`',
      'Use `t` of `c:d/again@1.0.0`',
    ]);
    const files = subject.after('Use `t` of `c:d/types@1.0.0`');
    assert.match(files.get('/main.wit')!, /world w \{ use c:d\/types@1\.0\.0\.\{t\}; import f/);
    assert.deepEqual(codesIn(files), []);
  });

  test('is not used from an interface that would form a cycle', () => {
    const text = 'package a:b;\ninterface base { f: func() -> $0t; type s = u8; }\n';
    const above = 'interface above { use base.{s}; type t = s; }';
    assert.deepEqual(new Subject(text + above).titles, []);
    const inDependency = new Subject(`
//- /main.wit
package a:b;
interface i { use c:d/j.{s}; type t = s; }
//- /deps/c.wit
package c:d;
interface j { type s = u8; f: func() -> $0long-name; }
interface k { type long-name = u8; }
`);
    assert.deepEqual(inDependency.titles, ['Use `long-name` of `k`']);
  });

  test('keeps its % if its name is a keyword', () => {
    const subject = new Subject(`
package a:b;
interface %use { type %list = u8; }
interface i { f: func() -> $0%list; }`);
    assert.match(subject.text(), /interface i \{ use %use\.\{%list\}; f: func/);
  });
});
