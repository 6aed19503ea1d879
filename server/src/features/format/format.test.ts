import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from '../../syntax/parse.ts';
import { format } from './format.ts';
import { formatted } from './formatted.ts';

const check = (before: string, after: string) => {
  assert.equal(formatted(before), after);
  assert.equal(formatted(after), after, 'stable');
};

describe('formatting', () => {
  test('gives each item its line and each block its level', () => {
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

  test('breaks a list where its author broke after the bracket, and only there', () => {
    check(
      'interface i {\n  record r { a: u8,\n b: u8 }\n}\n',
      'interface i {\n  record r { a: u8, b: u8 }\n}\n',
    );
    check(
      'interface i {\n  record r {\n a: u8, b: u8,\n}\n  f: func(\na: u8, b: u8) -> u8;\n}\n',
      'interface i {\n  record r {\n    a: u8,\n    b: u8,\n  }\n  f: func(\n    a: u8,\n    b: u8\n  ) -> u8;\n}\n',
    );
  });

  test('keeps every comment, where it stood', () => {
    check(
      '// first\n\n\ninterface i { /* in */\n/// doc\nf: func( /* none */ ); // tail\n\n\n// last\n}\n// end',
      '// first\n\ninterface i { /* in */\n  /// doc\n  f: func( /* none */ ); // tail\n\n  // last\n}\n// end\n',
    );
  });

  test('keeps CRLF and a byte order mark', () => {
    check('\uFEFFinterface i {\r\nf: func();}', '\uFEFFinterface i {\r\n  f: func();\r\n}\r\n');
  });

  test('leaves a broken file alone', () => {
    const broken = 'interface   i { f: func( }';
    assert.deepEqual(format(parse('file:///a.wit', broken), { indent: '  ' }), []);
    assert.equal(formatted(broken), undefined);
  });

  const corpus = '../shared/corpus/cases';
  const skip = !existsSync(corpus) && 'the corpus is not beside the checkout';
  test('changes nothing but white space, and is stable, in the whole corpus', { skip }, () => {
    let files = 0;
    for (const path of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.wit') || !existsSync(join(corpus, path))) continue;
      const text = read(join(corpus, path));
      if (text === undefined) continue;
      const once = formatted(text);
      if (once === undefined) continue;
      assert.equal(words(once), words(text), path);
      assert.equal(formatted(once), once, path);
      files += 1;
    }
    assert.ok(files > 1000);
  });
});

/** Undefined for a folder whose name ends in .wit. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The text without its white space, and its tokens apart. */
function words(text: string): string {
  const { tokens } = parse('file:///a.wit', text);
  const texts = Array.from({ length: tokens.count }, (_, i) => tokens.textOf(i));
  return JSON.stringify([texts, text.replace(/\s/g, '')]);
}
