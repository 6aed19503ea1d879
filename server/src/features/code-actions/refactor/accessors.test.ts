import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { casesOfAllTools, withoutCorpus } from '../../../syntax/testing/corpus.ts';
import { codesIn, Subject } from '../testing/subject.ts';

const offered = (text: string, tools?: '0.259') => new Subject(text, 'refactor.rewrite', tools);

const functions = `package a:b@1.0.0;
interface i {
  /// How loud.
  @since(version = 1.0.0)
  get-volume: func() -> u8; // read
  other: func();
  /* write */ set-vol$0ume: func(level: u8) -> result<_, string>;
}
`;

const accessors = `package a:b@1.0.0;
interface i {
  /// How loud.
  @since(version = 1.0.0)
  volume: get() -> u8; // read
  other: func();
  /* write */ volume: set(level: u8) -> result<_, string>;
}
`;

describe('conversion of functions to accessors and back', () => {
  test('converts a pair in an interface and keeps docs, gates, comments and order', () => {
    const subject = offered(functions);
    assert.deepEqual(subject.titles, ['Turn `get-volume` and `set-volume` into accessors of `volume`']);
    assert.equal(subject.text(), accessors.trimEnd());
    const back = offered(accessors.replace('level', 'le$0vel'));
    assert.deepEqual(back.titles, ['Turn the accessors of `volume` into `get-volume` and `set-volume`']);
    assert.equal(back.text(), functions.replace('$0', '').trimEnd());
  });

  test('converts methods and static functions of a resource separately', () => {
    const resource = (members: string) => `package a:b;\ninterface i { resource r { ${members} } }`;
    const members = 'get-x: func() -> u8; get-m: static func() -> u8; set-m: static func(to: u8);';
    assert.equal(
      offered(resource(members.replace('-x', '$0-x'))).text(),
      resource(members.replace('get-x: func', 'x: get')),
    );
    assert.equal(
      offered(resource(members.replace('-m', '$0-m'))).text(),
      resource(
        members.replace('get-m: static func', 'm: static get').replace('set-m: static func', 'm: static set'),
      ),
    );
  });

  test('resolves types of other files and packages', () => {
    const files = (own: string) => `
//- /deps/base.wit
package base:base;
interface base { type level = u8; type other = u16; }
//- /types.wit
interface types { use base:base/base.{level, other}; }
//- /main.wit
package a:b;
interface i {
  use types.{level, other};
  type outcome = result<_, string>;
  ${own}
}
world w { import i; }
`;
    const one = offered(files('get-x: func() -> level; set-$0x: func(to: level) -> outcome;'));
    assert.deepEqual(one.titles, ['Turn `get-x` and `set-x` into accessors of `x`']);
    const two = offered(files('get-$0x: func() -> level; set-x: func(to: other) -> outcome;'));
    assert.deepEqual(two.titles, ['Turn `get-x` into a getter `x`']);
  });

  test('converts a resource of a world, and an inline interface', () => {
    const world = 'package a:b;\nworld w { resource r { $0get-x: func() -> u8; } }';
    assert.equal(offered(world).text(), 'package a:b;\nworld w { resource r { x: get() -> u8; } }');
    const inline = 'package a:b;\nworld w { export i: interface { x: $0get() -> u8; } }';
    assert.equal(
      offered(inline).text(),
      'package a:b;\nworld w { export i: interface { get-x: func() -> u8; } }',
    );
  });

  test('converts the functions of a world, imports and exports separately', () => {
    const functions = 'import get-x: func() -> u8; export get-x: func() -> u8; import set-x: func(to: u8);';
    const accessors = 'import x: get() -> u8; export get-x: func() -> u8; import x: set(to: u8);';
    const there = offered(`package a:b;\nworld w { ${functions.replace('get', 'g$0et')} }`);
    assert.deepEqual(there.titles, ['Turn `get-x` and `set-x` into accessors of `x`']);
    assert.equal(there.text(), `package a:b;\nworld w { ${accessors} }`);
    const back = offered(`package a:b;\nworld w { ${accessors.replace('set', 's$0et')} }`);
    assert.equal(back.text(), `package a:b;\nworld w { ${functions} }`);
    const exported = offered(`package a:b;\nworld w { ${functions.replace('export', '$0export')} }`);
    assert.deepEqual(exported.titles, ['Turn `get-x` into a getter `x`']);
  });

  test('escapes and unescapes keywords', () => {
    const text = 'package a:b;\ninterface i { $0get-type: func() -> u8; }';
    assert.equal(offered(text).text(), 'package a:b;\ninterface i { %type: get() -> u8; }');
    const back = 'package a:b;\ninterface i { %type: $0get() -> u8; }';
    assert.equal(offered(back).text(), 'package a:b;\ninterface i { get-type: func() -> u8; }');
  });

  test('adds a setter to an existing getter', () => {
    const text = 'package a:b;\ninterface i { x: get() -> u8; $0set-x: func(to: u8); }';
    assert.deepEqual(offered(text).titles, ['Turn `set-x` into a setter `x`']);
    assert.equal(offered(text).text(), 'package a:b;\ninterface i { x: get() -> u8; x: set(to: u8); }');
  });

  test('converts only the getter if its setter cannot be converted', () => {
    const text = 'package a:b;\ninterface i { $0get-x: func() -> u8; set-x: func(to: u8, now: bool); }';
    assert.deepEqual(offered(text).titles, ['Turn `get-x` into a getter `x`']);
  });
});

describe('is not offered if the tools would refuse the result', () => {
  const refused = new Map([
    ['a getter with a parameter', '$0get-x: func(at: u8) -> u8;'],
    ['a getter without a result', '$0get-x: func();'],
    ['an asynchronous getter', '$0get-x: async func() -> u8;'],
    ['a setter without its getter', '$0set-x: func(to: u8);'],
    ['a setter with a value as its result', 'x: get() -> u8; $0set-x: func(to: u8) -> u8;'],
    ['a name that is taken', 'x: func(); $0get-x: func() -> u8;'],
    ['a name that differs in hyphens from one that is taken', 'type ab = u8; $0get-a-b: func() -> u8;'],
    ['what is no name', '$0get-2d: func() -> u8;'],
    ['a name that the way back finds taken', 'getx: func(); x: $0get() -> u8;'],
    ['a getter that would leave its setter', 'x: $0get() -> u8; x: set(to: u8); set-x: func();'],
    ['a function of another name', '$0x: func() -> u8;'],
    ['a function without its keyword', '$0get-x: () -> u8;'],
  ]);
  for (const [title, members] of refused) {
    test(title, () => {
      assert.deepEqual(offered(`package a:b;\ninterface i { ${members} }\nworld w { import i; }`).titles, []);
    });
  }

  test('for a resource with the name of the property', () => {
    const text = 'package a:b;\ninterface i { resource r { $0get-r: func() -> u8; } }\nworld w { import i; }';
    assert.deepEqual(offered(text).titles, []);
  });

  test('for a function of a world that another one, in another file, includes, where that would have an error', () => {
    const titles = (include: string) =>
      offered(`package a:b;
world w { import $0get-x: func() -> u8; }
//- /other.wit
package a:b;
world v { ${include} }
`).titles;
    const title = 'Turn `get-x` into a getter `x`';
    assert.deepEqual(titles('include w;'), [title]);
    assert.deepEqual(titles('include w with { get-x as y }'), []);
    assert.deepEqual(titles('include w; import x: func();'), []);
  });

  test('for tools up to 0.259, except from accessors to functions', () => {
    assert.deepEqual(offered(functions, '0.259').titles, []);
    const [title] = offered(accessors.replace('level', '$0level'), '0.259').titles;
    assert.equal(title, 'Turn the accessors of `volume` into `get-volume` and `set-volume`');
  });
});

describe('accessors of the corpus', { skip: withoutCorpus }, () => {
  test('convert to functions and back without errors', () => {
    let ways = 0;
    for (const { folder, path } of accepted()) {
      const text = readFileSync(join(folder, path), 'utf8');
      for (const { index } of text.matchAll(/\b[gs]et(?=\()/g)) {
        const there = changed(text, index);
        if (there === undefined) continue;
        assert.deepEqual(errorsIn(there), [], there);
        const back = changed(there, there.indexOf('func', differenceOf(text, there)));
        assert.equal(back, text, path);
        ways += 1;
      }
    }
    assert.ok(ways > 30, `${ways}`);
  });
});

const accepted = () =>
  casesOfAllTools().filter(
    ({ ref263, path }) => ref263?.verdict === 'pass' && ref263.component === 'ok' && path.endsWith('.wit'),
  );

/** The text after the refactoring at an offset; undefined where none is offered. */
function changed(text: string, offset: number): string | undefined {
  const subject = new Subject(text.slice(0, offset) + '$0' + text.slice(offset), 'refactor.rewrite');
  return subject.titles.length === 0 ? undefined : subject.after().get('/main.wit');
}

const errorsIn = (text: string) =>
  codesIn(new Map([['/main.wit', text]])).filter((code) => code !== 'unused-use');

function differenceOf(before: string, after: string): number {
  let at = 0;
  while (before[at] === after[at]) at++;
  return at;
}
