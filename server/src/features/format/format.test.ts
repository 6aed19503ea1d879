import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from '../../syntax/parse.ts';
import { casesOfAllTools, filesOf, withoutCorpus } from '../../syntax/testing/corpus.ts';
import { shape } from '../../syntax/testing/shape.ts';
import { format } from './format.ts';
import { formatText } from './format-text.ts';

const check = (before: string, after: string) => {
  assert.equal(formatText(before), after);
  assert.equal(formatText(after), after, 'stable');
};

describe('formatting', () => {
  test('puts each item on its own line and indents each block', () => {
    check(
      'package a:b@1.0.0-rc.1;interface   i{use c:d/e@1.0.0.{f,g as h};type t=list<u8>;f:func(a:u8,b:t)->result<_,t>;}',
      `package a:b@1.0.0-rc.1;

interface i {
  use c:d/e@1.0.0.{f, g as h};
  type t = list<u8>;
  f: func(a: u8, b: t) -> result<_, t>;
}
`,
    );
  });

  test('puts attributes above their item', () => {
    check(
      '@since(version=1.0.0)world w{@unstable(feature=x)import i:func();include v with{a as b}}',
      `@since(version = 1.0.0)
world w {
  @unstable(feature = x)
  import i: func();
  include v with { a as b }
}
`,
    );
  });

  test('formats accessors and their gates like functions', () => {
    check(
      'interface i{volume:get()->u8;@since(version=1.0.0)volume:set(level:u8)->result<_,e>;resource r{@external-id("m")@unstable(feature=x)max:static get()->u8;get:func(set:get);}}world w{export get:set(\nx:u8);import b:get:set/get;}',
      `interface i {
  volume: get() -> u8;
  @since(version = 1.0.0)
  volume: set(level: u8) -> result<_, e>;
  resource r {
    @external-id("m")
    @unstable(feature = x)
    max: static get() -> u8;
    get: func(set: get);
  }
}

world w {
  export get: set(
    x: u8
  );
  import b: get:set/get;
}
`,
    );
  });

  test('breaks a list if the author broke it after the bracket', () => {
    check(
      'interface i {\n  record r { a: u8,\n b: u8 }\n}\n',
      'interface i {\n  record r { a: u8, b: u8 }\n}\n',
    );
    check(
      'interface i {\n  record r {\n a: u8, b: u8,\n}\n  f: func(\na: u8, b: u8) -> u8;\n}\n',
      'interface i {\n  record r {\n    a: u8,\n    b: u8,\n  }\n  f: func(\n    a: u8,\n    b: u8\n  ) -> u8;\n}\n',
    );
  });

  test('keeps every comment in its place', () => {
    check(
      '// first\n\n\ninterface i { /* in */\n/// doc\nf: func( /* none */ ); // tail\n\n\n// last\n}\n// end',
      '// first\n\ninterface i { /* in */\n  /// doc\n  f: func( /* none */ ); // tail\n\n  // last\n}\n// end\n',
    );
  });

  test('keeps CRLF and a byte order mark', () => {
    check('\uFEFFinterface i {\r\nf: func();}', '\uFEFFinterface i {\r\n  f: func();\r\n}\r\n');
  });

  test('does not change a file with syntax errors', () => {
    const broken = 'interface   i { f: func( }';
    assert.deepEqual(format(parse('file:///a.wit', broken), { indent: '  ' }), []);
    assert.equal(formatText(broken), undefined);
  });

  test('changes only white space, and is idempotent, in the whole corpus', { skip: withoutCorpus }, () => {
    const texts = new Map(casesOfAllTools().flatMap((one) => [...filesOf(one)]));
    let files = 0;
    for (const [path, text] of texts) {
      const once = formatText(text);
      if (once === undefined) continue;
      assert.equal(words(once), words(text), path);
      assert.equal(shape(once), shape(text), path);
      assert.equal(formatText(once), once, path);
      files += 1;
    }
    assert.ok(files > 1000);
  });
});

/** The text without its white space, and its tokens apart. */
function words(text: string): string {
  const { tokens } = parse('file:///a.wit', text);
  const texts = Array.from({ length: tokens.count }, (_, i) => tokens.textOf(i));
  return JSON.stringify([texts, text.replace(/\s/g, '')]);
}
