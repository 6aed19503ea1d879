import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { definition } from '../features/definition.ts';
import { diagnostics } from '../features/diagnostics.ts';
import { references } from '../features/references.ts';
import { rename } from '../features/rename.ts';
import { parseFixture } from '../testing/fixture.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import { Workspace } from './workspace.ts';

/** A workspace whose files are those of a fixture; the folder is `/`'s first one. */
function open(text: string) {
  const { files, cursor } = parseFixture(text);
  const onDisk = new Map(files);
  const workspace = new Workspace(memoryFileSystem(onDisk));
  const told = (path: string) =>
    diagnostics(workspace.snapshot(), uriOfPath(path)).map(({ code, message }) => `${code}: ${message}`);
  const place = cursor && { uri: uriOfPath(cursor.path), offset: cursor.offset };
  return {
    workspace,
    told,
    codes: (path: string) => told(path).map((one) => one.split(':')[0]),
    definitions: () => definition(workspace.snapshot(), place!)?.map(({ uri }) => uri),
    references: () =>
      references(workspace.snapshot(), place!, { includeDeclaration: true })?.map(({ uri }) => uri),
    rename(name: string) {
      const edits = rename(workspace.snapshot(), place!, name);
      return Array.isArray(edits) ? edits.map(({ uri }) => uri as string).sort() : edits;
    },
    write(path: string, content: string | undefined) {
      if (content === undefined) onDisk.delete(path);
      else onDisk.set(path, content);
      const uri = uriOfPath(path);
      const both = (['content', 'existence'] as const).map((what) => ({ uri, what }));
      workspace.changedOnDisk(both);
    },
  };
}

const dependency = 'package c:d;\ninterface i { type t = u8; }\n';
const main = 'package a:b;\nworld w { import c:d/i; }\n';

describe('a package that a manifest leads to', () => {
  it('is read where `[overrides]` of wkg.toml says, and that it is not in `deps` is told once', () => {
    const { told, definitions, references } = open(`
//- /p/wkg.toml
[overrides]
"c:d" = { path = "../d/wit" }
//- /p/wit/a.wit
package a:b;
interface mine { use c:d/i.{t}; f: func() -> t; }
world w { import c:d/i$0; }
//- /d/wit/d.wit
${dependency}`);
    assert.deepEqual(told('/p/wit/a.wit'), [
      'package-elsewhere: `c:d` is not in `deps`: it is read from `../d/wit`, as wkg.toml says. `wkg wit fetch` copies it, for tools that read only `deps`.',
    ]);
    assert.deepEqual(definitions(), ['file:///d/wit/d.wit']);
    assert.deepEqual(references(), ['file:///d/wit/d.wit', 'file:///p/wit/a.wit', 'file:///p/wit/a.wit']);
  });

  it('is found and renamed in all packages that read it, from any of them', () => {
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

  it('is left where it is when `deps` has it', () => {
    const { told, definitions } = open(`
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
    assert.deepEqual(told('/p/wit/a.wit'), []);
    assert.deepEqual(definitions(), ['file:///p/wit/deps/c-d/package.wit']);
  });

  it('is read where a path of deps.toml says, with what stands in its `deps`', () => {
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
    assert.deepEqual(codes('/p/wit/a.wit'), ['package-elsewhere', 'package-elsewhere']);
  });

  it('is read where Cargo.toml says, of which nothing is told: cargo component reads it there, too', () => {
    const { told, definitions } = open(`
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
    assert.deepEqual(told('/p/api/a.wit'), []);
    assert.deepEqual(definitions(), ['file:///p/d/d.wit']);
  });

  it('keeps its mistakes to itself', () => {
    const { codes } = open(`
//- /p/wkg.toml
[overrides]
"c:d" = { path = "../d" }
//- /p/wit/a.wit
${main}
//- /d/d.wit
${dependency}interface broken { f: func(x: nothing); }
`);
    assert.deepEqual(codes('/p/wit/a.wit'), ['package-elsewhere']);
    assert.deepEqual(codes('/d/d.wit'), ['unknown-type']);
  });

  it('may lead back to where one came from: a circle is told as anywhere', () => {
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
    assert.deepEqual(codes('/p/wit/a.wit').sort(), ['package-cycle', 'package-elsewhere']);
    // Told where it closes.
    assert.deepEqual(codes('/d/d.wit'), ['package-elsewhere']);
  });
});

describe('in a workspace of wkg', () => {
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

  it('the members share each other and what was fetched for all', () => {
    const { codes } = open(files);
    assert.deepEqual(codes('/w/one/wit/a.wit'), ['package-elsewhere', 'package-elsewhere']);
  });

  it('what is no member shares nothing', () => {
    assert.deepEqual(open(files).codes('/w/stranger/wit/a.wit'), ['unknown-package']);
  });

  it('only what is missing is taken', () => {
    const { workspace } = open(files);
    const root = workspace.snapshot().root(uriOfPath('/w/more/two/wit/d.wit'))!;
    assert.deepEqual([...root.packages.keys()], ['c:d']);
  });
});

describe('of a package that is missing', () => {
  const missing = (manifest: string) =>
    open(`
//- /p/wit/a.wit
package a:b;
world w { import my:io/i@0.2.3; }
${manifest}`).told('/p/wit/a.wit')[0];

  it('wkg.lock says the version', () => {
    const lock = (version: string) => `//- /p/wkg.lock
version = 1
[[packages]]
name = "my:io"
[[packages.versions]]
requirement = "=${version}"
version = "${version}"
digest = "sha256:00"
`;
    assert.equal(
      missing(lock('0.2.3')),
      'unknown-package: The package `my:io@0.2.3` was not found. `wkg.lock` has it at 0.2.3: `wkg wit fetch` puts it into `deps`.',
    );
    assert.equal(
      missing(lock('0.2.0')),
      'unknown-package: The package `my:io@0.2.3` was not found. `wkg.lock` has it at 0.2.0: name that version, or `wkg wit fetch` puts the version that is named into `deps`.',
    );
  });

  it('deps.toml says who gets it', () => {
    assert.equal(
      missing('//- /p/wit/deps.toml\nio = "https://example.com/io.tar.gz"\n'),
      'unknown-package: The package `my:io@0.2.3` was not found. `deps.toml` names it: `wit-deps` puts it into `deps`.',
    );
  });

  it('a path that leads nowhere is told', () => {
    assert.equal(
      missing('//- /p/wkg.toml\n[overrides]\n"my:io" = { path = "../io" }\n'),
      'unknown-package: The package `my:io@0.2.3` was not found. `wkg.toml` says that it is in `../io`, where it is not.',
    );
  });
});

describe('the folder that a manifest names', () => {
  it('is a root of its own even in what looks like the `deps` of another', () => {
    const text = (manifest: string) => `
//- /p/x.wit
package x:x;
${manifest}
//- /p/deps/own/a.wit
${main}
//- /p/deps/own/deps/d.wit
${dependency}`;
    const named = open(text('//- /p/componentize-py.toml\nwit_directory = "deps/own"\n'));
    assert.deepEqual(named.codes('/p/deps/own/a.wit'), []);
    assert.deepEqual(open(text('')).codes('/p/deps/own/a.wit'), ['unknown-package']);
  });

  it('is looked at although it lies outside of the workspace, or in a folder that is ignored', () => {
    const { workspace } = open(`
//- /ws/package.json
{ "scripts": { "build": "jco componentize a.js --wit ../api/w.wit" } }
//- /api/w.wit
package a:b;
`);
    workspace.changeFolders(['file:///ws'], []);
    const files = [...workspace.filesToCheck()].filter((uri) => uri !== undefined);
    assert.deepEqual(files, ['file:///api/w.wit', 'file:///ws/package.json'].reverse());
  });
});

describe('a manifest', () => {
  it('has its own diagnostics, and is checked with the workspace', () => {
    const { workspace, codes } = open(`
//- /p/wkg.toml
[overrides
//- /p/wit/deps.toml
x = 1
//- /p/wit/a.wit
package a:b;
//- /p/other/deps.toml
not = [ours
`);
    workspace.changeFolders(['file:///p'], []);
    const files = [...workspace.filesToCheck()].filter((uri) => uri?.endsWith('.toml'));
    assert.deepEqual(files, ['file:///p/wkg.toml', 'file:///p/wit/deps.toml']);
    assert.deepEqual(codes('/p/wkg.toml'), ['manifest-syntax']);
    assert.deepEqual(codes('/p/wit/deps.toml'), ['manifest-value']);
    assert.deepEqual(codes('/p/wit/a.wit'), []);
  });

  it('is followed as it comes, changes and goes', () => {
    const { codes, write } = open(`
//- /p/wit/a.wit
${main}
//- /d/d.wit
${dependency}`);
    const wkg = (path: string) => `[overrides]\n"c:d" = { path = "${path}" }\n`;
    assert.deepEqual(codes('/p/wit/a.wit'), ['unknown-package']);
    write('/p/wkg.toml', wkg('../d'));
    assert.deepEqual(codes('/p/wit/a.wit'), ['package-elsewhere']);
    write('/p/wkg.toml', wkg('../e'));
    assert.deepEqual(codes('/p/wit/a.wit'), ['unknown-package']);
    write('/e/wit/d.wit', dependency);
    assert.deepEqual(codes('/p/wit/a.wit'), ['package-elsewhere']);
    write('/p/wkg.toml', undefined);
    assert.deepEqual(codes('/p/wit/a.wit'), ['unknown-package']);
  });

  it('that changes without meaning anything else costs nothing', () => {
    const { workspace, codes, write } = open(`
//- /p/wkg.toml
[metadata]
license = "MIT"
//- /p/wit/a.wit
package a:b;
`);
    codes('/p/wit/a.wit');
    const { parsed } = workspace.counters;
    write('/p/wkg.toml', '[metadata]\nlicense = "Apache-2.0"\n');
    codes('/p/wit/a.wit');
    assert.equal(workspace.counters.parsed, parsed);
  });
});
