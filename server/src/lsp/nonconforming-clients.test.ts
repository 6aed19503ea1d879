/** Misbehaviour of clients, by mistake or otherwise, against the built server (`npm run build`). */
import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type BuiltServer, initialize, startBuiltServer, stop } from '../testing/built-server.ts';
import { Editor, PULLS } from '../testing/editor.ts';
import { LspError } from '../testing/lsp-client.ts';

const NOT_INITIALIZED = -32002;
const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;
const good = 'package a:b;\ninterface i { type t = u8; f: func() -> t; }\n';
const bad = 'package a:b;\ninterface i { type t = nope; f: func() -> t; }\n';
const codeIs = (code: number) => (error: unknown) => error instanceof LspError && error.code === code;

describe('nonconforming clients', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wit strange+@-')));
  const root = pathToFileURL(folder).href;
  let server: BuiltServer;
  let editor: Editor;
  let documents = 0;
  /** A name that no other test has opened. */
  const fresh = () => `/d${(documents += 1)}/a.wit`;

  before(async () => {
    writeFileSync(join(folder, 'on-disk.wit'), good);
    server = startBuiltServer();
    editor = new Editor(server.client, (path) => root + path);
    await assert.rejects(editor.hover('/on-disk.wit', 1, 10), codeIs(NOT_INITIALIZED));
    await initialize(server, { rootUri: root, capabilities: PULLS });
  });
  after(async () => {
    await stop(server);
    rmSync(folder, { recursive: true });
  });

  const change = (path: string, version: number, ...contentChanges: readonly object[]) =>
    server.client.notify('textDocument/didChange', {
      textDocument: { uri: root + path, version },
      contentChanges,
    });
  const range = (line: number, from: number, to: number, lastLine = line) => ({
    start: { line, character: from },
    end: { line: lastLine, character: to },
  });

  test('a change of a document that is not open is ignored', async () => {
    change('/on-disk.wit', 2, { range: range(0, 0, 7), text: 'nonsense' });
    assert.deepEqual(await editor.codes('/on-disk.wit'), []);
    change(fresh(), 2, { text: bad });
    assert.deepEqual(await editor.codes('/on-disk.wit'), []);
  });

  test('ranges outside the text are clamped', async () => {
    const path = fresh();
    editor.open(path, good);
    change(path, 2, { range: range(700, 0, 9, 800), text: 'interface j {}' });
    change(path, 3, { range: range(1, 9000, 9000), text: ' // far right' });
    assert.deepEqual(await editor.codes(path), []);
    assert.ok(await editor.hover(path, 2, 11), 'it was put at the end');
    change(path, 4, { range: range(-1, -5, 3, -1), text: '' });
    assert.equal(await editor.hover(path, 99_999, 99_999), null);
  });

  test('versions may decrease; the last message counts', async () => {
    const path = fresh();
    editor.open(path, good);
    change(path, 9, { text: bad });
    change(path, 3, { text: good });
    assert.deepEqual(await editor.codes(path), []);
  });

  test('a document opened twice has the second text, and is closed by the second close', async () => {
    const path = fresh();
    editor.open(path, good);
    editor.open(path, bad);
    assert.deepEqual(await editor.codes(path), ['unknown-type']);
    editor.close(path);
    editor.close(path);
    assert.deepEqual(await editor.codes(path), [], 'there is nothing on disk');
  });

  test('differently spelled URIs refer to the same document', async () => {
    const odd = pathToFileURL(join(folder, 'on-disk.wit')).href.replace(/%20/g, ' ').replace('@', '%40');
    const textDocument = { uri: odd, languageId: 'wit', version: 1, text: bad };
    server.client.notify('textDocument/didOpen', { textDocument });
    assert.deepEqual(await editor.codes('/on-disk.wit'), ['unknown-type']);
    server.client.notify('textDocument/didClose', { textDocument: { uri: odd } });
    assert.deepEqual(await editor.codes('/on-disk.wit'), []);
  });

  test('invalid URIs are treated as opaque names', async () => {
    for (const uri of ['', 'nonsense', 'file:', 'file://%zz/%', 'untitled:Untitled-1', 'http://[']) {
      const textDocument = { uri, languageId: 'wit', version: 1, text: bad };
      server.client.notify('textDocument/didOpen', { textDocument });
      const report = await server.client.request<{ kind: string }>('textDocument/diagnostic', {
        textDocument,
      });
      assert.equal(report.kind, 'full', uri);
      server.client.notify('textDocument/didClose', { textDocument });
    }
  });

  test('cancelling an unknown or finished request has no effect', async () => {
    for (const id of [12_345, 'twelve', 1, null]) server.client.notify('$/cancelRequest', { id });
    assert.deepEqual(await editor.codes('/on-disk.wit'), []);
  });

  test('unknown requests are rejected, unknown notifications ignored', async () => {
    await assert.rejects(server.client.request('textDocument/telepathy', {}), codeIs(METHOD_NOT_FOUND));
    server.client.notify('textDocument/didDream', { of: 'sheep' });
    server.client.notify('$/optional', {});
    assert.deepEqual(await editor.codes('/on-disk.wit'), []);
  });

  test('missing or invalid params do not end the server', async () => {
    const outcome = (params: unknown) =>
      server.client.request('textDocument/hover', params).catch((error: LspError) => error.code);
    for (const params of [{}, { textDocument: null }, { textDocument: { uri: 7 }, position: 'here' }, []]) {
      assert.equal(await outcome(params), INVALID_PARAMS);
    }
    server.client.notify('textDocument/didOpen', {});
    server.client.notify('workspace/didChangeWatchedFiles', { changes: 'many' });
    server.client.notify('workspace/didChangeConfiguration', { settings: { wit: { features: 7 } } });
    server.client.notify('workspace/didChangeConfiguration', { settings: { wit: { features: [] } } });
    assert.deepEqual(await editor.codes('/on-disk.wit'), []);
  });

  test('lone surrogates in JSON are forbidden characters', async () => {
    const path = fresh();
    const textDocument = { uri: root + path, languageId: 'wit', version: 1 };
    const text = String.raw`package a:b;\n// \ud800 in a comment\ninterface i { type t\udc00 = u8; f: func() -> t; }`;
    const document = JSON.stringify(textDocument).replace(/\}$/, `,"text":"${text}"}`);
    const method = 'textDocument/didOpen';
    server.client.sendText(`{"jsonrpc":"2.0","method":"${method}","params":{"textDocument":${document}}}`);
    const [found] = (await editor.pull(path)).items ?? [];
    assert.equal(found?.range.start.line, 2);
    assert.ok(await editor.hover(path, 2, 10));
  });

  test('a line of one megabyte is supported', async () => {
    const path = fresh();
    const fields = Array.from({ length: 6_000 }, (_, n) => `x${n}: u8`).join(', ');
    const records = Array.from({ length: 20 }, (_, n) => `record r${n} { ${fields} }`).join(' ');
    assert.ok(records.length > 1_000_000);
    editor.open(path, `package a:b; interface i { ${records} type t = nope; }`);
    const [found] = (await editor.pull(path)).items ?? [];
    assert.equal(found?.code, 'unknown-type');
    assert.ok(await editor.hover(path, 0, 22));
    editor.close(path);
  });

  test('a thousand concurrent requests all get a response', async () => {
    const path = fresh();
    editor.open(path, good);
    const hovers = await Promise.all(Array.from({ length: 1000 }, () => editor.hover(path, 1, 10)));
    assert.ok(hovers.every((one) => one !== null));
  });
});
