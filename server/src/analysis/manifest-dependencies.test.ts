import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { uriOfPath } from '../testing/memory-file-system.ts';
import { dependency, main, open } from './testing/opened.ts';

describe('a package that a manifest refers to', () => {
  it('is read through `[overrides]` of wkg.toml, and reported once as outside `deps`', () => {
    const { reported, definitions, references } = open(`
//- /p/wkg.toml
[overrides]
"c:d" = { path = "../d/wit" }
//- /p/wit/a.wit
package a:b;
interface mine { use c:d/i.{t}; f: func() -> t; }
world w { import c:d/i$0; }
//- /d/wit/d.wit
${dependency}`);
    assert.deepEqual(reported('/p/wit/a.wit'), [
      'dependency-outside-deps: `c:d` is not in `deps`: it is read from `../d/wit`, as wkg.toml says. `wkg wit fetch` copies it there, for tools that read only `deps`.',
    ]);
    assert.deepEqual(definitions(), ['file:///d/wit/d.wit']);
    assert.deepEqual(references(), ['file:///d/wit/d.wit', 'file:///p/wit/a.wit', 'file:///p/wit/a.wit']);
  });

  it('is included in references and rename from all packages that read it', () => {
    const { workspace, references, rename } = open(`
//- /p/wkg.toml
[overrides]
"c:d" = { path = "../d" }
//- /p/one/a.wit
package a:b;
interface j { use c:d/i.{t}; }
//- /p/two/a.wit
package a:c;
interface j { use c:d/i.{t as u}; f: func() -> u; }
//- /d/d.wit
package c:d;
interface i { type t$0 = u8; }
`);
    workspace.changeFolders(['file:///p'], []);
    assert.equal([...workspace.snapshot().roots()].length, 2);
    const everywhere = ['file:///d/d.wit', 'file:///p/one/a.wit', 'file:///p/two/a.wit'];
    assert.deepEqual([...new Set(references())].sort(), everywhere);
    assert.deepEqual(rename('size'), everywhere);
  });

  it('is ignored if `deps` contains the package', () => {
    const { reported, definitions } = open(`
//- /p/wkg.toml
[overrides]
"c:d" = { path = "../d/wit" }
//- /p/wit/a.wit
package a:b;
world w { import c:d/i$0; }
//- /p/wit/deps/c-d/package.wit
${dependency}
//- /d/wit/d.wit
${dependency}`);
    assert.deepEqual(reported('/p/wit/a.wit'), []);
    assert.deepEqual(definitions(), ['file:///p/wit/deps/c-d/package.wit']);
  });

  it('is read through a path in deps.toml, with the packages in its `deps`', () => {
    const { codes } = open(`
//- /p/wit/deps.toml
d = "../../d/wit"
//- /p/wit/a.wit
package a:b;
world w { import c:d/i; import e:f/j; }
//- /d/wit/d.wit
${dependency}
//- /d/wit/deps/f.wit
package e:f;
interface j {}
`);
    assert.deepEqual(codes('/p/wit/a.wit'), ['dependency-outside-deps', 'dependency-outside-deps']);
  });

  it('is read through Cargo.toml without a report, because cargo component reads it too', () => {
    const { reported, definitions } = open(`
//- /p/crate/Cargo.toml
[package]
name = "x"
[package.metadata.component.target]
path = "../api"
[package.metadata.component.target.dependencies]
"c:d" = { path = "../d/d.wit" }
//- /p/api/a.wit
package a:b;
world w { import c:d/i$0; }
//- /p/d/d.wit
${dependency}`);
    assert.deepEqual(reported('/p/api/a.wit'), []);
    assert.deepEqual(definitions(), ['file:///p/d/d.wit']);
  });

  it('does not report its errors in the dependent package', () => {
    const { codes } = open(`
//- /p/wkg.toml
[overrides]
"c:d" = { path = "../d" }
//- /p/wit/a.wit
${main}
//- /d/d.wit
${dependency}interface broken { f: func(x: nothing); }
`);
    assert.deepEqual(codes('/p/wit/a.wit'), ['dependency-outside-deps']);
    assert.deepEqual(codes('/d/d.wit'), ['unknown-type']);
  });

  it('may form a cycle, which is reported like any other', () => {
    const { codes } = open(`
//- /p/wkg.toml
[overrides]
"c:d" = { path = "../d" }
"a:b" = { path = "wit" }
//- /p/wit/a.wit
${main}
//- /d/wkg.toml
[overrides]
"a:b" = { path = "../p/wit" }
//- /d/d.wit
package c:d;
interface i {}
world v { include a:b/w; }
`);
    assert.deepEqual(codes('/p/wit/a.wit').sort(), ['dependency-outside-deps', 'package-cycle']);
    // Told where it closes.
    assert.deepEqual(codes('/d/d.wit'), ['dependency-outside-deps']);
  });
});

describe('a wkg workspace', () => {
  const files = `
//- /w/wkg.toml
[workspace]
members = ["one/wit", "more/*"]
//- /w/one/wit/a.wit
package a:b;
world w { import c:d/i; import e:f/j; }
//- /w/more/two/wit/d.wit
${dependency}
//- /w/wkg/deps/e-f-1.0.0/package.wit
package e:f;
interface j { use g:h/k.{x}; }
//- /w/wkg/deps/g-h/package.wit
package g:h;
interface k { type x = u8; }
//- /w/stranger/wit/a.wit
package s:t;
world w { import c:d/i; }
`;

  it('shares its members and fetched packages among the members', () => {
    const { codes } = open(files);
    assert.deepEqual(codes('/w/one/wit/a.wit'), ['dependency-outside-deps', 'dependency-outside-deps']);
  });

  it('shares nothing with packages that are not members', () => {
    assert.deepEqual(open(files).codes('/w/stranger/wit/a.wit'), ['unknown-package']);
  });

  it('only provides packages that are missing', () => {
    const { workspace } = open(files);
    const root = workspace.snapshot().root(uriOfPath('/w/more/two/wit/d.wit'))!;
    assert.deepEqual([...root.packages.keys()], ['c:d']);
  });
});
