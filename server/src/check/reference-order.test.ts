import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileRoot } from '../packages/find-root.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import { parse } from '../syntax/parse.ts';
import { diagnosticsBy, packageFindings, rootFindings } from './check.ts';

/** Verdicts of wit-parser 0.263 on programs that random ones led to: the lines of our errors, including its own, or none. */
const cases: readonly (readonly [what: string, text: string, ...errors: string[]])[] = [
  ['a use before an interface by its name', 'use i;\ninterface i {}', '3 duplicate-name-in-file'],
  [
    'an interface of a missing package, imported twice',
    'world w {\nimport c:d/i;\nimport c:d/i;\n}',
    '3 unknown-package',
    '4 repeated-interface',
  ],
  [
    'an interface exported twice, once behind a gate',
    'world w {\nexport i;\n@unstable(feature = off) export i;\n}\ninterface i {}',
    '4 repeated-interface',
  ],
  [
    'an import by the name of a type behind a gate',
    'world w {\nimport t: func();\n@unstable(feature = off) type t = u8;\n}',
    '3 duplicate-extern',
    '4 reference-to-gated-item',
  ],
  [
    'a path that is included behind one that is imported',
    'world w {\nimport c:d/x;\ninclude c:d/x;\n}',
    '4 unknown-package',
    '3 not-an-interface',
  ],
  [
    'a path that is imported in a world before the one that includes it',
    'world v {\nimport c:d/x;\n}\nworld w {\ninclude c:d/x;\n}',
    '3 unknown-package',
    '6 not-a-world',
  ],
  [
    'types of a world that differ in case',
    'world w {\ntype T = u8;\ntype t = u8;\n}',
    '4 case-insensitive-extern',
  ],
  [
    'a used name behind a type that it clashes with',
    'interface j {\ntype x = u8;\n}\ninterface i {\ntype a-b = u8;\nuse j.{x as ab};\n}',
    '6 clashing-names',
  ],
  [
    'a world that a gate leaves out, whose exports need an interface both imported and exported',
    '@unstable(feature = off) world w {\nexport a;\nexport c;\n}\ninterface a { type t = u8; }\ninterface b { use a.{t}; }\ninterface c { use b.{t}; use a.{t as s}; }',
  ],
  [
    '@since in a world that a gate leaves out',
    '@unstable(feature = off) world w {\n@since(version = 1.0.0) import f: func();\n}',
  ],
  [
    '@since in an interface in a world that a gate leaves out',
    '@unstable(feature = off) world w {\n@since(version = 1.0.0) import i: interface {}\n}',
    '3 gate-without-package-version',
  ],
  [
    'a field of a type that a gate leaves out',
    'interface i {\n@unstable(feature = off) type t = u8;\nrecord r {\na: u8,\nb: t,\n}\n}',
    '6 reference-to-gated-item',
  ],
  [
    'a function of a type that the gate of one within leaves out',
    'interface i {\n@unstable(feature = off) type t = u8;\nf: func(\na: option<t>,\n) -> u8;\n}',
    '4 reference-to-gated-item',
  ],
  [
    'a type within another one in an item with a gate',
    '@since(version = 1.0.0) interface i {\n@unstable(feature = off) type t = u8;\n@unstable(feature = on) type x = tuple<\nlist<t>>;\n}',
    '5 reference-to-gated-item',
    '2 gate-without-package-version',
  ],
  [
    'a type behind one that is there',
    'interface i {\n@unstable(feature = on) type s = u8;\n@unstable(feature = off) type t = u8;\nf: func() ->\nresult<s, option<t>>;\n}',
    '6 reference-to-gated-item',
  ],
  [
    'an interface behind two uses of its name',
    'use i;\nuse i;\ninterface i {}',
    '3 duplicate-name-in-file',
    '4 duplicate-name-in-file',
  ],
  ['a package nested in a file of its own name', 'package a:b {}', '1 duplicate-package'],
  [
    'a payload of a type that a gate leaves out',
    'interface i {\n@unstable(feature = off) type t = u8;\nvariant v {\na(t),\n}\n}',
    '4 reference-to-gated-item',
  ],
  [
    'a name from a use that a gate leaves out',
    'interface i { type t = u8; }\ninterface j {\n@unstable(feature = off) use i.{t};\n}\ninterface k {\nuse j.{t};\n}',
    '7 reference-to-gated-item',
  ],
  [
    'a short name for an interface of another package that a gate leaves out',
    'package c:d {\n@unstable(feature = off) interface j {}\n}\nuse c:d/j as k;',
    '5 reference-to-gated-item',
  ],
  [
    'an interface of another package that a gate leaves out, at the first path to it',
    'package c:d {\n@unstable(feature = off) interface i {}\n}\nworld w {\n@unstable(feature = off) import c:d/i;\nexport c:d/i;\n}',
    '6 reference-to-gated-item',
    '7 reference-to-gated-item',
  ],
  [
    'an interface of another package that a gate leaves out, in a world that one leaves out',
    'package c:d {\n@unstable(feature = off) interface i {}\n}\n@unstable(feature = off) world w {\nimport c:d/i;\n}',
    '6 reference-to-gated-item',
  ],
  [
    'nothing of an interface of another package that a gate leaves out, behind that gate',
    'package c:d {\n@unstable(feature = off) interface i {}\n}\nworld w {\n@unstable(feature = off) import c:d/i;\n}',
  ],
  [
    'a missing interface, at the first path to it',
    'package c:d {}\nworld w {\n@unstable(feature = off) import c:d/i;\nexport c:d/i;\n}',
    '4 unknown-item-in-package',
    '5 unknown-item-in-package',
  ],
  [
    '@since of an import of another package, at the first path to what it imports',
    'package c:d { interface i {} }\nworld v {\n@unstable(feature = off)\nimport c:d/i;\n}\n@unstable(feature = off) world w {\n@since(version = 2.0.0)\nimport c:d/i;\n}',
    '5 gate-without-package-version',
  ],
  [
    'no missing type of another package behind a gate, where its interface is used without one',
    'package c:d { interface i { type t = u8; } }\ninterface j {\n@unstable(feature = off) use c:d/i.{s};\nuse c:d/i.{t};\n}',
  ],
  [
    'a type of another package that a top-level use leads to, behind a first use that a gate leaves out',
    'package c:d { interface i { type t = u8; } }\nuse c:d/i as k;\ninterface j {\n@unstable(feature = off) use k.{t};\nuse c:d/i.{t as s};\n}',
    '6 first-use-behind-gate',
  ],
  [
    'no error of a version that ends with the sign of a missing pre-release or build',
    'package c:d@1.0.0- { interface i {} }\nworld w { import c:d/i@1.0.0; import c:e/i@2.0.0-a+; }\npackage c:e@2.0.0-a+ { interface i {} }',
  ],
  [
    'a clash with what a world includes, unless a gate leaves the world out',
    'world v { import a-b: func(); import c: func(); }\nworld w { include v; import ab: func(); }\n@unstable(feature = off) world x {\ninclude v; import ab: func(); import C: func();\n}',
    '3 clashing-names',
  ],
  [
    'a setter without a getter in a world that a gate leaves out',
    'world w {}\n@unstable(feature = off) world v {\nimport a: set(to: u8);\nimport b: get() -> u8;\nimport b: set(to: u16);\n}',
  ],
  [
    'an included world of a name that two worlds have',
    'world v {\n}\nworld v {\n}\nworld w { include v; }',
    '4 duplicate-item',
  ],
  [
    'no component of what a gate leaves out',
    'world w {\n@unstable(feature = off) import f: func(a: stream<char>);\n}',
  ],
  [
    'no handle that occurs first behind a gate, as `own<r>` is `r`',
    'interface i {\n@unstable(feature = off) record s { a: own<r>, b: list<own<r>> }\nresource r {\nf: func(a: tuple<own<r>>);\ng: func(a: list<r>);\n}\n}',
    '6 first-use-behind-gate',
  ],
  [
    'a type behind one that is there, in a function that a gate leaves out',
    'interface i {\n@unstable(feature = on) type s = u8;\n@unstable(feature = off) type t = u8;\n@unstable(feature = off) f: func() ->\nresult<s, t>;\n}',
    '6 reference-to-gated-item',
  ],
  [
    'a type behind one that is there, within a type that a gate leaves out',
    'interface i {\n@unstable(feature = on) type s = u8;\n@unstable(feature = off) type t = u8;\n@unstable(feature = off) f: func(a: tuple<list<t>,\ntuple<s, t>>);\n}',
    '6 reference-to-gated-item',
  ],
  [
    'a type behind one that is there, in an interface that a gate leaves out',
    'interface j { type s = u8; }\n@unstable(feature = off) interface i {\n@unstable(feature = on) use j.{s};\n@unstable(feature = off) resource r {\nf: func(a:\ntuple<s, r>); }\n}',
    '4 reference-to-gated-item',
    '7 reference-to-gated-item',
  ],
  [
    'a type behind an unnamed one that first occurs in a type that is there',
    'interface j {\n@unstable(feature = on) record s { a: list<u8> }\n}\ninterface i {\n@unstable(feature = off) type t = u8;\n@unstable(feature = off) f: func(a:\ntuple<list<u8>, option<t>>, b: tuple<t, list<u8>>);\n}',
    '8 first-use-behind-gate',
  ],
  [
    'no type behind an unnamed one that first occurs in a function',
    'interface i {\n@unstable(feature = on) g: func(a: list<u8>);\n@unstable(feature = off) type t = u8;\n@unstable(feature = off) f: func(a: tuple<list<u8>, t>);\n}',
  ],
  [
    'an interface that uses itself by the name of a top-level use',
    'interface i {\nuse k.{t};\n}\nuse i as k;',
    '5 item-cycle',
  ],
  [
    'an import that an included export implies behind another gate',
    'interface i { type t = u8; }\nworld v {\n@unstable(feature = on) export e: interface { use i.{t}; }\n}\nworld w {\ninclude v;\n@unstable(feature = more) import i;\n}',
    '4 include-gate-conflict',
  ],
  [
    'an interface that a world of another package has behind another gate',
    'package c:d { interface i {} world v { @unstable(feature = on) import i; } }\nworld w {\ninclude c:d/v;\n@unstable(feature = more) import c:d/i;\n}',
    '4 include-gate-conflict',
  ],
  [
    'no conflict with @since of another package',
    'package c:d@2.0.0 { interface i {} world v { @since(version = 1.0.0) import i; } }\nworld w {\ninclude c:d/v@2.0.0;\n@unstable(feature = on) import c:d/i@2.0.0;\n}',
  ],
  [
    '@since without a version of the package on a type with unnamed types',
    'interface i {\ntype s = option<\nlist<u8>>;\n@since(version = 1.0.0) record r {\na: list<u8>,\nb: option<\nlist<u16>>,\n}\n}',
    '8 gate-without-package-version',
  ],
  [
    'a type above a `use` of its name, which nobody looks at',
    'interface j { type t = u8; }\ninterface i {\n@since(version = 2.0.0) record t { a: nothing, a: list<t> }\nuse j.{t};\nf: func() -> t;\n}\nworld w { export i; }',
  ],
  [
    'the second of two types above a `use` of their name',
    'interface j { type t = u8; }\ninterface i {\ntype t = u8;\ntype t = u8;\nuse j.{t};\n}',
    '5 duplicate-name',
  ],
  [
    'a setter beside a getter of another type that is included, by another name',
    'world v { import a: get() -> result<u16, string>; }\nworld w {\nimport b: set(to: u8);\ninclude v with { a as b }\n}\nworld ok {\nimport b: set(to: u16);\ninclude v with { a as b }\n}',
    '4 accessor-types',
  ],
  [
    'a type behind a gate in one without, in an interface that a gate leaves out',
    '@unstable(feature = off) interface i {\n@unstable(feature = off) type t = u8;\nrecord r {\na: u8,\nb: t,\n}\n}',
    '4 reference-to-gated-item',
    '6 reference-to-gated-item',
  ],
  [
    'a component of an interface in another package',
    'world w {\nimport c:d/i;\n}\npackage c:d {\ninterface i {\nf: func(a: stream<char>);\n}\n}',
    '7 stream-of-char',
  ],
];

describe('as by wit-parser 0.263:', () => {
  for (const [what, text, ...errors] of cases)
    it(what, () => {
      const file = parse('/a.wit', `package a:b;\n${text}\n`);
      const features = new Set(['on', 'more']);
      const sources = fileRoot(() => file, '/a.wit')!;
      const root = resolveRoot(sources, features);
      const found = [
        ...rootFindings(sources, root),
        ...root.all.flatMap((one) => packageFindings(root, one, features)),
      ];
      const judged = diagnosticsBy({ tools: '0.263', components: true }, found);
      const places = judged.flatMap(({ severity, code, at }) =>
        severity === 'error' && 'first' in at ? [`${lineOf(file.tokens.start(at.first))} ${code}`] : [],
      );
      assert.deepEqual([...new Set(places)].sort(), errors.sort());

      function lineOf(offset: number): number {
        return file.tokens.text.slice(0, offset).split('\n').length;
      }
    });
});
