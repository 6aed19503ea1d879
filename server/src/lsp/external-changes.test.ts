import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import { diagnostics } from '../features/diagnostics.ts';
import { Editor, PULLS } from '../testing/editor.ts';
import { parseFixture } from '../testing/fixture.ts';
import { serveInProcess } from '../testing/in-process.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';

const WATCHES = { ...PULLS.workspace, didChangeWatchedFiles: { dynamicRegistration: true } };

/** A workspace whose files can be changed behind the editor's back. */
async function start(text: string, workspace: object = WATCHES) {
  const files = new Map(parseFixture(text).files);
  let reads = 0;
  const disk = memoryFileSystem(files);
  const counted = { ...disk, readText: (uri: string) => ((reads += 1), disk.readText(uri)) };
  const capabilities = { ...PULLS, workspace };
  const editor = new Editor(await serveInProcess(counted, { capabilities }));
  const rename = (from: string, to: string) => {
    for (const [path, content] of [...files]) {
      if (!path.startsWith(from)) continue;
      files.delete(path);
      files.set(to + path.slice(from.length), content);
    }
  };
  return { editor, files, rename, reads: () => reads };
}

const app = `
//- /app/main.wit
package demo:app;
interface run { use demo:lib/types.{entry}; go: func() -> entry; }
//- /app/more.wit
interface more { use run.{entry as row}; get: func() -> row; }
//- /app/deps/lib/types.wit
package demo:lib;
interface types { record entry { key: string } }
`;
const renamedType = 'package demo:lib;\ninterface types { record item { key: string } }';
const lost = { '/app/main.wit': ['unknown-used-name'] };

describe('changes outside the editor', () => {
  test('of a closed file update its dependents', async () => {
    const { editor, files } = await start(app);
    assert.deepEqual(await editor.allCodes(), {});
    files.set('/app/deps/lib/types.wit', renamedType);
    editor.seen([['changed', '/app/deps/lib/types.wit']]);
    assert.deepEqual(await editor.allCodes(), lost);
  });

  test('of a folder that is moved into a new one are found', async () => {
    const { editor, files } = await start(app);
    assert.deepEqual(await editor.allCodes(), {});
    // Nothing was in it yet.
    editor.seen([['created', '/new']]);
    assert.deepEqual(await editor.allCodes(), {});
    files.set('/new/lib/wit/a.wit', 'package a:b;\ninterface i { type t = nothing; }\n');
    editor.seen([['created', '/new/lib']]);
    assert.deepEqual(await editor.allCodes(), { '/new/lib/wit/a.wit': ['unknown-type'] });
  });

  test('of an open file are ignored until it is closed', async () => {
    const { editor, files } = await start(app);
    const path = '/app/deps/lib/types.wit';
    editor.open(path, files.get(path)!);
    files.set(path, renamedType);
    editor.seen([['changed', path]]);
    assert.deepEqual(await editor.allCodes(), {});
    editor.close(path);
    assert.deepEqual(await editor.allCodes(), lost);
  });

  test('a deleted file has its diagnostics cleared', async () => {
    const { editor, files } = await start(
      '//- /a.wit\npackage a:a;\n//- /b.wit\ninterface i { type t = nope; }',
    );
    assert.deepEqual(await editor.allCodes(), { '/b.wit': ['unknown-type'] });
    files.delete('/b.wit');
    editor.seen([['deleted', '/b.wit']]);
    assert.deepEqual(await editor.allCodes(), {});
  });

  test('an open file that is deleted keeps its text', async () => {
    const { editor, files } = await start(app);
    const path = '/app/deps/lib/types.wit';
    editor.open(path, files.get(path)!);
    files.delete(path);
    editor.seen([['deleted', path]]);
    assert.deepEqual(await editor.allCodes(), {});
    editor.close(path);
    assert.deepEqual((await editor.allCodes())['/app/main.wit'], ['unknown-package']);
  });

  test('a new file is added to its package', async () => {
    const { editor, files } = await start(
      '//- /a.wit\npackage a:a;\ninterface i { use j.{t}; f: func() -> t; }',
    );
    assert.deepEqual(await editor.allCodes(), { '/a.wit': ['unknown-item'] });
    files.set('/j.wit', 'interface j { type t = u8; }');
    editor.seen([['created', '/j.wit']]);
    assert.deepEqual(await editor.codes('/a.wit'), [], 'the first request behind the event sees it');
  });

  test('a file is renamed', async () => {
    const { editor, rename } = await start(app);
    rename('/app/more.wit', '/app/most.wit');
    editor.seen([
      ['created', '/app/most.wit'],
      ['deleted', '/app/more.wit'],
    ]);
    assert.ok(await editor.hover('/app/most.wit', 0, 10));
    assert.equal(await editor.hover('/app/more.wit', 0, 10), null);
  });

  test('a folder is renamed, which an editor reports as one event', async () => {
    const { editor, rename } = await start(app);
    assert.deepEqual(await editor.allCodes(), {});
    rename('/app/deps/', '/app/gone/');
    editor.seen([
      ['deleted', '/app/deps'],
      ['created', '/app/gone'],
    ]);
    assert.deepEqual((await editor.allCodes())['/app/main.wit'], ['unknown-package']);
    rename('/app/gone/', '/app/deps/');
    editor.seen([
      ['deleted', '/app/gone'],
      ['created', '/app/deps'],
    ]);
    assert.deepEqual(await editor.allCodes(), {});
  });

  test('deps are replaced by another version', async () => {
    const { editor, files } = await start(app);
    await editor.allCodes();
    files.delete('/app/deps/lib/types.wit');
    files.set('/app/deps/lib/package.wit', renamedType);
    editor.seen([
      ['deleted', '/app/deps'],
      ['created', '/app/deps'],
    ]);
    assert.deepEqual(await editor.allCodes(), lost);
  });

  test('repeated or contradicting events result in the state on disk', async () => {
    const { editor, files } = await start(app);
    await editor.allCodes();
    const path = '/app/deps/lib/types.wit';
    files.set(path, renamedType);
    editor.seen([
      ['deleted', path],
      ['created', path],
      ['changed', path],
      ['changed', path],
      ['deleted', path],
      ['created', '/app/never-was.wit'],
      ['deleted', '/app/main.wit'],
    ]);
    assert.deepEqual(await editor.allCodes(), lost);
  });

  test('files without WIT cause no work', async () => {
    const { editor, files, reads } = await start(app);
    await editor.allCodes();
    const before = reads();
    for (const path of ['/app/notes.txt', '/target/debug/out.o', '/node_modules/x/index.js']) {
      files.set(path, 'text');
      editor.seen([
        ['created', path],
        ['changed', path],
      ]);
    }
    await editor.allCodes();
    assert.equal(reads(), before);
  });
});

test('a branch switch recomputes only the changed files, once', async () => {
  const count = 500;
  const files = new Map<string, string>();
  const text = (n: number, type: string) => `package demo:p${n};\ninterface i { type t = ${type}; }\n`;
  for (let n = 0; n < count + 100; n++) files.set(`/p${n}/a.wit`, text(n, 'u8'));
  const workspace = new Workspace(memoryFileSystem(files));
  workspace.changeFolders(['file://'], []);
  let revisions = 0;
  workspace.onChange(() => (revisions += 1));
  const checkAll = () => {
    for (const uri of workspace.filesToCheck()) if (uri !== undefined) diagnostics(workspace.snapshot(), uri);
  };
  checkAll();
  const { parsed, resolved } = workspace.counters;
  for (let n = 0; n < count; n++) files.set(`/p${n}/a.wit`, text(n, 'u16'));
  const paths = [...files.keys()].slice(0, count);
  workspace.changedOnDisk(paths.map((path) => ({ uri: uriOfPath(path), kind: 'content' })));
  checkAll();
  assert.equal(revisions, 1);
  assert.equal(workspace.counters.parsed - parsed, count);
  assert.equal(workspace.counters.resolved - resolved, count);
});

describe('a client that does not watch files', () => {
  const change = 'package a:a;\ninterface i { type t = u8; }';
  const fixture = '//- /a.wit\npackage a:a;\ninterface i { type t = nope; }\n//- /b.wit\ninterface j {}';

  test('gets no registration of watchers, and reports saved documents', async () => {
    const { editor, files } = await start(fixture, PULLS.workspace);
    assert.deepEqual(await editor.codes('/a.wit'), ['unknown-type']);
    editor.open('/b.wit', files.get('/b.wit')!);
    files.set('/a.wit', change);
    files.set('/c.wit', 'interface k { type t = nope; }');
    editor.client.notify('textDocument/didSave', { textDocument: { uri: uriOfPath('/b.wit') } });
    assert.deepEqual(await editor.allCodes(), { '/c.wit': ['unknown-type'] });
    assert.equal(
      editor.client.received.some(({ method }) => method === 'client/registerCapability'),
      false,
    );
  });

  test('has the disk checked when a document is opened', async () => {
    const { editor, files } = await start(fixture, PULLS.workspace);
    await editor.allCodes();
    files.set('/a.wit', change);
    editor.open('/b.wit', files.get('/b.wit')!);
    assert.deepEqual(await editor.allCodes(), {});
  });
});
