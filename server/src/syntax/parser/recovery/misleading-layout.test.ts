import { describe, test } from 'node:test';
import { reads } from '../../testing/reads.ts';

describe('layout', () => {
  test('has no effect on valid text', () => {
    reads(
      'interface i {\nresource r {\nm: func();\n    }\n      f: func();\n  }\ninterface j {}',
      'interface i\n  resource r\n    m: func()\n  f: func()\ninterface j',
    );
  });

  test('has no effect if all braces match', () => {
    reads(
      'interface i {\nresource r {\nm: func();\n    }\n      f: func()\n  }\ninterface j {}',
      'interface i\n  resource r\n    m: func()\n  f: func()\ninterface j',
      'expected `;` at }',
    );
  });
});

describe('lines with misleading indentation', () => {
  test('an item that is indented deeper than the previous one is an item', () => {
    reads(
      'interface i {\n  type t = u8 +\n   f: func();\n   g: func();\n}',
      'interface i\n  type t = u8\n  f: func()\n  g: func()',
      'expected `;` at +',
    );
  });

  test('a world that is indented deeper than the previous interface is not part of it', () => {
    reads(
      'interface i {\n  f: func();\n\n    world w {\n      import i;\n    }\n',
      'interface i\n  f: func()\nworld w\n  import i',
      'unclosed-brace at world',
    );
    reads(
      'interface i {\n  f: func();\n,\n    world w {\n      import i;\n    }\n',
      'interface i\n  f: func()\nworld w\n  import i',
      'unclosed-brace at ,',
    );
  });

  test('the line of the keyword counts if attributes are on another line', () => {
    reads(
      'world w {\n\t@since(version = 1.0.0)\n  import i =\n\n  @since(version = 1.0.0)\n  import j;\n}',
      'world w\n  @since(1.0.0) import i\n  @since(1.0.0) import j',
      'expected `;` at =',
    );
  });

  test('a broken attribute does not include deeper lines', () => {
    reads(
      'world w {\n\t@{ (version = 1.0.0)\n  import i;\n  import j;\n}',
      'world w\n  import i\n  import j',
      'expected an identifier at {',
    );
  });

  test('a body on one line ends on that line', () => {
    reads(
      'world w {\n  import a: interface { f: func(); +\n  import b: interface { f: func(); }\n}',
      'world w\n  import a: interface\n    f: func()\n  import b: interface\n    f: func()',
      'expected a type, a resource or a function at +',
    );
  });
});

describe('an item outside a valid container', () => {
  const notHere = 'expected `world`, `interface`, `use` or `package` at';

  test('whose first line is commented out keeps its members', () => {
    reads(
      '// interface i {\n  record r {\n    a: u8,\n  }\n  f: func() -> r;\n}\nworld w {\n}',
      'interface ?\n  record r { a: u8 }\n  f: func() -> r\nworld w',
      `${notHere} record`,
    );
    reads(
      '// world w {\n  use i.{t};\n  import j;\n  export k: interface {\n    f: func();\n  }\n}\ninterface i {\n}',
      'world ?\n  use i { t }\n  import j\n  export k: interface\n    f: func()\ninterface i',
      'expected `as` or `;` at .',
    );
  });

  test('whose attributes are not those of the first member', () => {
    reads(
      '@since(version = 1.0.0)\n// interface i {\n  @since(version = 1.1.0)\n  f: func();\n}',
      'interface ?\n  @since(1.1.0) f: func()',
      `${notHere} f`,
    );
  });

  test('a type at the top level', () => {
    reads(
      'record r {\n  a: u8,\n}\nenum e { a, b }\ninterface i {\n}',
      'interface ?\n  record r { a: u8 }\ninterface ?\n  enum e { a, b }\ninterface i',
      `${notHere} record`,
    );
  });

  test('the keyword of a type before an interface', () => {
    reads('enum interface i {\n  f: func();\n}', 'interface i\n  f: func()', `${notHere} enum`);
  });

  test('a top-level `use` with names does not open a body', () => {
    reads('use a:b/c.{d, e};\ninterface i {\n}', 'use a:b/c\ninterface i', 'expected `as` or `;` at .');
  });

  test('a world in a world', () => {
    reads(
      'world v {\nworld w {\n  import i;\n}\n  import j;\n}',
      'world v\n  import j',
      'expected `import`, `export`, `include`, `use` or a type definition at world',
    );
  });

  test('several in a row are one error, for the missing text between the bodies', () => {
    reads(
      'interface i {\n  f: func();\n  import j;\n  import k;\n  export l;\n}',
      'interface i\n  f: func()',
      'expected a type, a resource or a function at import',
    );
  });

  test('conflict markers of a merge', () => {
    const expected = 'expected a type, a resource or a function at';
    reads(
      'interface i {\n<<<<<<< HEAD\n  f: func();\n=======\n  g: func();\n>>>>>>> b\n  h: func();\n}',
      'interface i\n  f: func()\n  g: func()\n  h: func()',
      ...['<', '=', '>'].map((sign) => `${expected} ${sign}`),
    );
  });
});

describe('an item in a body whose head is commented out', () => {
  test('is one error: its remaining brace is not reported', () => {
    const [before, behind] = ['interface i {\n  f: func();\n', '  }\n  g: func();\n}'];
    const stays = (lines: string, first: string, mistake: string) =>
      reads(`${before}${lines}${behind}`, `interface i\n  f: func()\n  ${first}\n  g: func()`, mistake);
    stays('  // record r {\n    a: u8,\n    b: u8,\n', 'a: func()', 'expected keyword `func` at u8');
    stays('  // variant v {\n    a(u8),\n    b,\n', 'a: func()', 'expected `:` at (');
    stays('  // resource r {\n    m: func();\n', 'm: func()', 'unexpected-brace at }');
  });
});
