import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { definition } from '../features/navigation/definition.ts';
import { diagnostics } from '../features/diagnostics.ts';
import { parseFixture } from '../testing/fixture.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import { Workspace } from './workspace.ts';

function open(text: string, ...folders: string[]) {
  const { files, cursor } = parseFixture(text);
  const onDisk = new Map(files);
  const workspace = new Workspace(memoryFileSystem(onDisk));
  workspace.changeFolders(folders.map(uriOfPath), []);
  return {
    onDisk,
    workspace,
    codes: (path: string) => diagnostics(workspace.snapshot(), uriOfPath(path)).map(({ code }) => code),
    packages: (path: string) => [...(workspace.snapshot().root(uriOfPath(path))?.packages.keys() ?? [])],
    leadsTo: () => {
      const place = { uri: uriOfPath(cursor!.path), offset: cursor!.offset };
      return definition(workspace.snapshot(), place)?.map(({ uri, start }) => `${uri}:${start}`);
    },
    checked: () => [...workspace.filesToCheck()].filter((uri) => uri !== undefined),
  };
}

describe('several versions of a package', () => {
  const text = `
//- /wit/a.wit
package a:b;
world w { import c:d/i@1.0.0; import c:d/i@2.0.0; }
interface j { use c:d/i@2.0.0.{t}; f: func() -> t$0; }
//- /wit/deps/d-1/d.wit
package c:d@1.0.0;
interface i { type t = u8; }
//- /wit/deps/d-2.wit
package c:d@2.0.0;
interface i { type t = string; }
`;

  it('can be side by side in `deps`, and each path refers to its own', () => {
    const { codes, packages, leadsTo } = open(text);
    assert.deepEqual(codes('/wit/a.wit'), []);
    assert.deepEqual(packages('/wit/a.wit'), ['a:b', 'c:d@1.0.0', 'c:d@2.0.0']);
    assert.deepEqual(leadsTo(), ['file:///wit/deps/d-2.wit:38']);
  });

  it('can be nested in one file and in `deps`', () => {
    const { codes, packages } = open(`
//- /wit/a.wit
package a:b;
package c:d@1.0.0 { interface i {} }
package c:d@2.0.0 { interface i {} }
world w { import c:d/i@1.0.0; import c:d/i@2.0.0; import c:d/i@3.0.0; }
//- /wit/deps/d.wit
package c:d@3.0.0;
interface i {}
`);
    assert.deepEqual(codes('/wit/a.wit'), []);
    assert.deepEqual(packages('/wit/a.wit'), ['a:b', 'c:d@1.0.0', 'c:d@2.0.0', 'c:d@3.0.0']);
  });

  it('are a duplicate if the versions are equal', () => {
    const { codes } = open(`
//- /wit/a.wit
package a:b;
package c:d@1.0.0 { interface i {} }
//- /wit/deps/d.wit
package c:d@1.0.0;
interface i {}
`);
    assert.deepEqual(codes('/wit/deps/d.wit'), ['duplicate-package']);
  });

  it('are reported in the last file that declares the package', () => {
    const { codes } = open(`
//- /wit/a.wit
package a:b;
//- /wit/deps/d/first.wit
package a:b;
//- /wit/deps/d/last.wit
package a:b;
//- /wit/deps/d/other.wit
interface i {}
`);
    assert.deepEqual(codes('/wit/deps/d/first.wit'), []);
    assert.deepEqual(codes('/wit/deps/d/last.wit'), ['duplicate-package']);
  });
});

describe('the same package in two roots', () => {
  it('is two independent packages', () => {
    const { codes, leadsTo, checked } = open(
      `
//- /one/wit/a.wit
package a:b;
interface i { type t = u8; }
world w { import i$0; }
//- /two/wit/a.wit
package a:b;
interface i { type t = nothing; }
`,
      '/one',
      '/two',
    );
    assert.deepEqual(codes('/one/wit/a.wit'), []);
    assert.deepEqual(codes('/two/wit/a.wit'), ['unknown-type']);
    assert.deepEqual(leadsTo(), ['file:///one/wit/a.wit:23']);
    assert.deepEqual(checked(), ['file:///one/wit/a.wit', 'file:///two/wit/a.wit']);
  });
});

describe('workspace folders', () => {
  const text = `
//- /ws/a/x.wit
package a:x;
//- /ws/a/inner/y.wit
package a:y;
//- /ws/z.wit
package a:z;
`;

  it('may be nested: each file is checked once', () => {
    const { checked } = open(text, '/ws', '/ws/a');
    assert.deepEqual(checked(), ['file:///ws/z.wit', 'file:///ws/a/x.wit', 'file:///ws/a/inner/y.wit']);
  });

  it('can be added and removed', () => {
    const { checked, workspace } = open(text, '/ws/a/inner');
    assert.deepEqual(checked(), ['file:///ws/a/inner/y.wit']);
    workspace.changeFolders(['file:///ws/a'], ['file:///ws/a/inner']);
    assert.deepEqual(checked(), ['file:///ws/a/x.wit', 'file:///ws/a/inner/y.wit']);
    workspace.changeFolders([], ['file:///ws/a']);
    assert.deepEqual(checked(), []);
  });

  it('can be packages themselves', () => {
    const { codes, checked } = open(text, '/ws');
    assert.equal(checked()[0], 'file:///ws/z.wit');
    assert.deepEqual(codes('/ws/z.wit'), []);
  });
});

describe('a folder called `deps`', () => {
  const text = `
//- /p/wit/a.wit
package a:b;
world w { import c:d/i; }
//- /p/wit/deps/d/d.wit
package c:d;
interface i { use e:f/j.{t}; }
//- /p/wit/deps/f.wit
package e:f;
interface j { type t = u8; }
`;

  it('opened directly is resolved with its owner', () => {
    const { codes, packages } = open(text, '/p/wit/deps');
    assert.deepEqual(codes('/p/wit/deps/d/d.wit'), []);
    assert.deepEqual(packages('/p/wit/deps/d/d.wit'), ['a:b', 'c:d', 'e:f']);
  });

  it('resolves its files with their owner when they are opened directly', () => {
    const { workspace, codes } = open(text);
    workspace.open('file:///p/wit/deps/d/d.wit', 'package c:d;\ninterface i { use e:f/j.{t, u}; }\n', 1);
    assert.deepEqual(codes('/p/wit/deps/d/d.wit'), ['unknown-used-name']);
    assert.deepEqual(codes('/p/wit/a.wit'), []);
  });

  it('without an owner contains separate packages, as for wit-parser', () => {
    const { codes, packages } = open(`
//- /alone/deps/d/d.wit
package c:d;
interface i { use e:f/j.{t}; }
//- /alone/deps/f.wit
package e:f;
interface j { type t = u8; }
`);
    assert.deepEqual(packages('/alone/deps/d/d.wit'), ['c:d']);
    assert.deepEqual(codes('/alone/deps/d/d.wit'), ['unknown-package']);
    assert.deepEqual(packages('/alone/deps/f.wit'), ['e:f']);
  });

  it('in a dependency is ignored, because dependencies are flat', () => {
    const { codes, packages } = open(`
//- /wit/a.wit
package a:b;
world w { import c:d/i; }
//- /wit/deps/d/d.wit
package c:d;
interface i { use e:f/j.{t}; }
//- /wit/deps/d/deps/f.wit
package e:f;
interface j { type t = u8; }
`);
    assert.deepEqual(packages('/wit/a.wit'), ['a:b', 'c:d']);
    assert.deepEqual(codes('/wit/deps/d/d.wit'), ['unknown-package']);
    // For the user who opens a file in its `deps`, a dependency is a package of its own.
    assert.deepEqual(packages('/wit/deps/d/deps/f.wit'), ['c:d', 'e:f']);
  });
});

describe('a document', () => {
  it('outside any folder is a package of its own', () => {
    const { workspace } = open('//- /wit/a.wit\npackage a:b;\n', '/wit');
    workspace.open('untitled:Untitled-1', 'package a:b;\nworld w { import c:d/i; }\n', 1);
    const snapshot = workspace.snapshot();
    const codes = diagnostics(snapshot, 'untitled:Untitled-1').map(({ code }) => code);
    assert.deepEqual(codes, ['unknown-package']);
    assert.deepEqual([...snapshot.root('untitled:Untitled-1')!.packages.keys()], ['a:b']);
  });

  it('that is not saved yet belongs to its folder', () => {
    const { workspace, codes } = open('//- /wit/a.wit\npackage a:b;\nworld w { import i; }\n');
    assert.deepEqual(codes('/wit/a.wit'), ['unknown-item']);
    workspace.open('file:///wit/new.wit', 'interface i {}\n', 1);
    assert.deepEqual(codes('/wit/a.wit'), []);
    workspace.close('file:///wit/new.wit');
    assert.deepEqual(codes('/wit/a.wit'), ['unknown-item']);
  });

  it('overrides the file on disk until it is closed', () => {
    const { workspace, codes } = open('//- /wit/a.wit\npackage a:b;\n');
    workspace.open('file:///wit/a.wit', 'package a:b;\ntype t = u8;\n', 1);
    assert.deepEqual(codes('/wit/a.wit'), ['unexpected-token']);
    workspace.close('file:///wit/a.wit');
    assert.deepEqual(codes('/wit/a.wit'), []);
  });
});
