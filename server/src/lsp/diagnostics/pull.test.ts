import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KnownPackages } from '../../packages/known-packages.ts';
import { Editor, PULLS, type WorkspaceReport } from '../../testing/editor.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { serveInProcess } from '../../testing/in-process.ts';
import type { LspError } from '../../testing/lsp-client.ts';
import { type LspClient, type Message } from '../../testing/lsp-client.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';

const workspace = `
//- /store.wit
package demo:app;
interface store { use types.{entry}; get: func() -> entry; }
//- /types.wit
interface types { record entry { key: string } }
//- /deps/log/log.wit
package demo:log;
interface sink { write: func(line: strin); }
`;

const renamed = 'interface types { record item { key: string } }';

async function start(capabilities: object = PULLS, text = workspace) {
  const files = new Map(parseFixture(text).files);
  const editor = new Editor(await serveInProcess(memoryFileSystem(files), { capabilities }));
  return { editor, client: editor.client, files };
}

const position = { line: 0, character: 0 };
const TOKEN = 'the-stream';

/** Reports that a stream sends from now on, as `path: codes`. */
function receivedReports(client: LspClient) {
  const reports = client.received
    .filter(({ method, params }) => method === '$/progress' && tokenOf(params) === TOKEN)
    .flatMap(({ params }) => (params as { value: { items: WorkspaceReport[] } }).value.items);
  return reports.map(
    ({ uri, items }) =>
      `${uri.slice('file://'.length)}: ${items?.map(({ code }) => code).join() ?? 'unchanged'}`,
  );
}

const tokenOf = (params: unknown) => (params as { token: unknown }).token;
const isRefresh = ({ method }: Message) => method === 'workspace/diagnostic/refresh';

/** Waits until the server has finished its work: a workspace pull returns then. */
const settled = (client: LspClient) => client.request('workspace/diagnostic', { previousResultIds: [] });

describe('textDocument/diagnostic', () => {
  test('returns the diagnostics of the current text', async () => {
    const { editor } = await start();
    editor.open('/types.wit', 'interface types { record entry { key: strin } }');
    assert.deepEqual(await editor.codes('/types.wit'), ['unknown-type']);
    editor.write('/types.wit', 'interface types { record entry { key: string } }');
    assert.deepEqual(await editor.codes('/types.wit'), []);
  });

  test('returns `unchanged` if the client has the report', async () => {
    const { editor } = await start();
    editor.open('/types.wit', 'interface types { record entry { key: strin } }');
    const first = await editor.pull('/types.wit');
    editor.write('/types.wit', 'interface types { record entry { key: strin } } // more');
    const { kind, resultId, items } = await editor.pull('/types.wit', first.resultId);
    assert.deepEqual([kind, resultId, items], ['unchanged', first.resultId, undefined]);
    editor.write('/types.wit', 'interface types { record entry {  key: strin } }');
    assert.equal((await editor.pull('/types.wit', first.resultId)).kind, 'full', 'it moved');
  });

  test('pushes nothing to a client that pulls', async () => {
    const { editor, client } = await start();
    editor.open('/types.wit', renamed);
    await settled(client);
    assert.equal(
      client.received.some(({ method }) => method === 'textDocument/publishDiagnostics'),
      false,
    );
  });

  test('pushes everything, including deps, to a client that does not pull', async () => {
    const { client } = await start({});
    const { params } = await client.message(({ method }) => method === 'textDocument/publishDiagnostics');
    assert.equal((params as { uri: string }).uri, 'file:///deps/log/log.wit');
  });

  test('requests a refresh once when other open documents change', async () => {
    const { editor, client, files } = await start();
    for (const [path, text] of files) editor.open(path, text);
    for (const path of files.keys()) await editor.pull(path);
    editor.write('/types.wit', renamed);
    await editor.pull('/types.wit');
    await client.message(isRefresh);
    assert.deepEqual(await editor.codes('/store.wit'), ['unknown-used-name']);
    editor.write('/types.wit', `${renamed} // no news for others`);
    await settled(client);
    assert.equal(client.received.filter(isRefresh).length, 1);
  });

  test('requests a refresh each time another document returns to its previous state', async () => {
    const { editor, client, files } = await start();
    for (const [path, text] of files) editor.open(path, text);
    for (const path of files.keys()) await editor.pull(path);
    for (const text of [renamed, files.get('/types.wit')!, renamed, files.get('/types.wit')!]) {
      const before = client.received.length;
      editor.write('/types.wit', text);
      await editor.pull('/types.wit');
      await client.message(isRefresh, before);
      assert.equal((await editor.codes('/store.wit')).length, text === renamed ? 1 : 0);
    }
  });

  test('requests a refresh after a change on disk', async () => {
    const { editor, client, files } = await start();
    editor.open('/store.wit', files.get('/store.wit')!);
    assert.deepEqual(await editor.codes('/store.wit'), []);
    files.set('/types.wit', renamed);
    editor.seen([['changed', '/types.wit']]);
    await client.message(isRefresh);
    assert.deepEqual(await editor.codes('/store.wit'), ['unknown-used-name']);
  });

  test('includes related documents for a client that supports them', async () => {
    const { editor, client, files } = await start({
      ...PULLS,
      textDocument: { diagnostic: { relatedDocumentSupport: true } },
    });
    await client.message(isRefresh); // the file in deps has a mistake, and only a response can carry it
    const before = client.received.length;
    editor.open('/types.wit', files.get('/types.wit')!);
    assert.deepEqual((await editor.pull('/types.wit')).relatedDocuments, {}, 'not checked since the change');
    await client.message(isRefresh, before);
    const { relatedDocuments = {} } = await editor.pull('/types.wit');
    assert.deepEqual(Object.keys(relatedDocuments), ['file:///deps/log/log.wit']);
    assert.deepEqual((await editor.pull('/types.wit')).relatedDocuments, {}, 'it has them now');
  });

  test('includes related documents at once for a client that cannot be asked to pull again', async () => {
    const { editor, client, files } = await start({
      workspace: {},
      textDocument: { diagnostic: { relatedDocumentSupport: true } },
    });
    await settled(client);
    editor.open('/types.wit', files.get('/types.wit')!);
    const { relatedDocuments = {} } = await editor.pull('/types.wit');
    assert.deepEqual(Object.keys(relatedDocuments), ['file:///deps/log/log.wit']);
  });
});

describe('workspace/diagnostic', () => {
  test('returns every file with diagnostics, open or not, in deps or not', async () => {
    const { editor } = await start();
    editor.open('/types.wit', renamed);
    const codes = await editor.allCodes();
    assert.deepEqual(codes, { '/store.wit': ['unknown-used-name'], '/deps/log/log.wit': ['unknown-type'] });
  });

  test('returns `unchanged` for known reports, and clears removed ones', async () => {
    const { editor, client, files } = await start();
    const ask = async (previous: readonly WorkspaceReport[]) => {
      const previousResultIds = previous.map(({ uri, resultId }) => ({ uri, value: resultId }));
      return (
        await client.request<{ items: WorkspaceReport[] }>('workspace/diagnostic', { previousResultIds })
      ).items;
    };
    const first = await ask([]);
    assert.deepEqual(
      (await ask(first)).map(({ kind }) => kind),
      ['unchanged'],
    );
    files.delete('/deps/log/log.wit');
    editor.seen([['deleted', '/deps/log']]);
    assert.deepEqual(
      (await ask(first)).map(({ kind, items }) => [kind, items]),
      [['full', []]],
    );
  });

  test('streams only changes', async () => {
    const { editor, client } = await start();
    const stream = client.start('workspace/diagnostic', { previousResultIds: [], partialResultToken: TOKEN });
    await settled(client);
    assert.deepEqual(receivedReports(client), ['/deps/log/log.wit: unknown-type']);
    editor.open('/types.wit', renamed);
    await settled(client);
    editor.write('/types.wit', 'interface types { record entry { key: string } }');
    await settled(client);
    assert.deepEqual(receivedReports(client).slice(1), ['/store.wit: unknown-used-name', '/store.wit: ']);
    client.notify('$/cancelRequest', { id: stream.id });
    await assert.rejects(stream.answer(), (error: LspError) => error.code === -32800);
  });

  test('streams an empty report if there is nothing to report, because clients take silence for a timeout', async () => {
    const { editor, client } = await start(PULLS, '//- /types.wit\npackage demo:app;\n');
    client.start('workspace/diagnostic', { previousResultIds: [], partialResultToken: TOKEN });
    const progress = () => client.received.filter(({ method }) => method === '$/progress');
    await settled(client);
    assert.deepEqual(
      progress().map(({ params }) => params),
      [{ token: TOKEN, value: { items: [] } }],
    );
    editor.open('/types.wit', 'package demo:app;\n');
    await settled(client);
    assert.equal(progress().length, 1, 'once');
  });

  test('sends a report again after its document is closed, because the client then drops its own pulls', async () => {
    const { editor, client, files } = await start();
    client.start('workspace/diagnostic', { previousResultIds: [], partialResultToken: TOKEN });
    editor.open('/types.wit', files.get('/types.wit')!);
    await settled(client);
    const before = receivedReports(client).length;
    editor.close('/types.wit');
    await settled(client);
    assert.deepEqual(receivedReports(client).slice(before), ['/types.wit: ']);
  });

  test('ends a stream on shutdown', async () => {
    const { client } = await start();
    const stream = client.start('workspace/diagnostic', { previousResultIds: [], partialResultToken: TOKEN });
    await settled(client);
    await client.request('shutdown', null);
    assert.deepEqual(await stream.answer(), { items: [] });
  });

  test('stops the work of a cancelled pull', async () => {
    const packages = Array.from({ length: 200 }, (_, n) => [`/p${n}/a.wit`, `package a:p${n};`] as const);
    const disk = memoryFileSystem(new Map(packages));
    const read: string[] = [];
    let cancelPull = () => {};
    const slow = (uri: string) => {
      const text = disk.readText(uri);
      if (text !== undefined) read.push(uri);
      if (read.length === 20) cancelPull();
      for (const until = performance.now() + 1; performance.now() < until;);
      return text;
    };
    const client = await serveInProcess({ ...disk, readText: slow }, { capabilities: PULLS });
    const pull = client.start('workspace/diagnostic', { previousResultIds: [] });
    cancelPull = () => client.notify('$/cancelRequest', { id: pull.id });
    await assert.rejects(pull.answer(), (error: LspError) => error.code === -32800);
    assert.ok(read.length < 100, `${read.length} of 200 files were read`);
    const until = read.length;
    await client.request('textDocument/hover', { textDocument: { uri: 'file:///none.wit' }, position });
    assert.equal(read.length, until, 'nothing goes on');
  });
});

test('reports the other packages when the check of one throws', async () => {
  const files = parseFixture(`
//- /bad/a.wit
package a:a;
world w { import missing:one/i; }
//- /good/b.wit
package a:b;
interface i { type t = nope; }
`).files;
  const known = new KnownPackages(() => {
    throw new Error('never thought of');
  });
  const client = await serveInProcess(memoryFileSystem(files), { capabilities: PULLS }, known);
  assert.deepEqual(await new Editor(client).allCodes(), { '/good/b.wit': ['unknown-type'] });
  const { params } = await client.message(({ method }) => method === 'window/logMessage');
  assert.match((params as { message: string }).message, /bad\/a\.wit: Error: never thought of/);
});

test('links a code to its page, for clients that support it', async () => {
  const follows = { ...PULLS.textDocument, publishDiagnostics: { codeDescriptionSupport: true } };
  for (const textDocument of [follows, PULLS.textDocument]) {
    const { editor } = await start({ textDocument });
    const [found] = (await editor.pull('/deps/log/log.wit')).items ?? [];
    const href = textDocument === follows ? 'file:///docs/errors/unknown-type.md' : undefined;
    assert.equal(found?.codeDescription?.href, href);
  }
});
