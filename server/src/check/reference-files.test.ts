import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { directoryRoot } from '../packages/find-root.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import { parse } from '../syntax/parse.ts';
import { parseFixture } from '../testing/fixture.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import { diagnosticsBy, packageFindings, rootFindings } from './check.ts';
import type { Tools } from './rule.ts';

/** Verdicts of wit-parser and wit-component on packages of several files: the file and line of each of our errors. */
const cases: readonly (readonly [what: string, files: string, ...errors: string[]])[] = [
  [
    'an interface of another file in deps, where each file is a package of its own',
    `
//- /a.wit
package a:b;
//- /deps/poll.wit
package c:io;
interface poll { resource pollable; }
//- /deps/streams.wit
package c:io;
interface streams { use poll.{pollable}; }
`,
    'deps/streams.wit 2 package-split-in-deps',
  ],
  [
    'the first of two entries of deps that name interfaces of each other',
    `
//- /a.wit
package a:b;
//- /deps/x/a.wit
package c:io;
use d:e/one as other;
world w { import two; import one; import other; }
//- /deps/x/b.wit
interface two {}
//- /deps/é/a.wit
package c:io;
interface one { use two.{t}; }
//- /deps/z.wit
package d:e;
interface one {}
`,
    'deps/x/a.wit 3 package-split-in-deps',
    'deps/é/a.wit 2 unknown-used-name',
  ],
  [
    'an interface of another file in deps that a world exports before it imports it',
    `
//- /a.wit
package a:b;
//- /deps/x.wit
package c:io;
world w { export i;
  import i; }
//- /deps/z.wit
package c:io;
interface i {}
`,
    'deps/x.wit 2 package-split-in-deps',
  ],
  [
    'an interface of another file in deps that a world imports before an interface uses it',
    `
//- /a.wit
package a:b;
//- /deps/x.wit
package c:io;
world w { import i; }
interface j { use i.{t}; }
//- /deps/z.wit
package c:io;
interface i { type t = u8; }
`,
    'deps/x.wit 3 package-split-in-deps',
  ],
  [
    'the last of two entries of deps, by the order of their paths and not of their URIs',
    '//- /a.wit\npackage a:b;\n//- /deps/z/d.wit\npackage n:p;\n//- /deps/é/c.wit\npackage n:p;\n',
    'deps/é/c.wit 1 package-split-in-deps',
  ],
  [
    'the last of two files of a folder that name different packages',
    '//- /z.wit\npackage a:b;\n//- /é.wit\npackage a:c;\n',
    'é.wit 1 package-mismatch',
  ],
  [
    'upper case in a package whose interface a world needs',
    `
//- /a.wit
package a:b;
world w { import i; }
interface i { use other:pack-AGE/i.{t}; f: func() -> t; }
//- /deps/other.wit
package other:pack-AGE;
interface i { type t = u8; }
`,
    'deps/other.wit 1 upper-case-package',
  ],
  [
    'upper case in a package of which a world only includes functions',
    `
//- /a.wit
package a:b;
world w { include other:pack-AGE/w; }
//- /deps/other.wit
package other:pack-AGE;
interface i {}
world w { import f: func(); }
`,
  ],
  [
    'upper case in the main package, for a world of a nested one',
    '//- /a.wit\npackage A:b;\ninterface i {}\npackage c:d {\nworld w { import A:b/i; }\n}\n',
    'a.wit 1 upper-case-package',
  ],
];

describe('as by wit-parser 0.263:', () => {
  for (const [what, text, ...errors] of cases) it(what, () => assert.deepEqual(errorsIn(text), errors));
});

describe('as by wit-parser 0.259:', () => {
  it('@external-id may precede a world twice', () => {
    const text = '//- /a.wit\npackage a:b;\n@external-id("x") @external-id("y") world w {}\n';
    assert.deepEqual(errorsIn(text, '0.259'), []);
    assert.deepEqual(errorsIn(text), ['a.wit 2 external-id-place']);
    const onImport = text.replace('world w {}', '').replace('package a:b;', 'package a:b; world w {');
    const twice = `${onImport}import f: func(); }`;
    assert.deepEqual(errorsIn(twice, '0.259'), ['a.wit 2 repeated-attribute']);
  });
});

function errorsIn(text: string, tools: Tools = '0.263'): string[] {
  const { files } = parseFixture(text);
  const disk = memoryFileSystem(files);
  const read = (uri: string) => parse(uri, disk.readText(uri)!);
  const sources = directoryRoot(disk, read, uriOfPath(''))!;
  const features = new Set<string>();
  const root = resolveRoot(sources, features);
  const found = [
    ...rootFindings(sources, root),
    ...root.all.flatMap((one) => packageFindings(root, one, features)),
  ];
  const judged = diagnosticsBy({ tools, components: true }, found);
  const places = judged.flatMap(({ severity, code, at }) => {
    if (severity !== 'error' || !('first' in at)) return [];
    const { tokens } = read(at.uri);
    const line = tokens.text.slice(0, tokens.start(at.first)).split('\n').length;
    return [`${decodeURIComponent(at.uri.slice(uriOfPath('/').length))} ${line} ${code}`];
  });
  return [...new Set(places)].sort();
}
