import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadDecoder } from '../../node/decoder/decoder.ts';
import type { Decode } from '../../packages/encoded.ts';
import { Editor } from '../../testing/editor.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { serveInProcess } from '../../testing/in-process.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';

const decodeNow = (await loadDecoder())();
const decode: Decode = async (files) => decodeNow(files);

const SHOWN = 'wit-decoded:/w/deps/c.wasm.wit';
const encoded = (items: string) =>
  `(component (type (component (export "c:d/i" (instance ${items})))) (export "i" (type 0)))`;
const fixture = `
//- /w/a.wit
package a:b;
world w { import c:d/i; }
//- /w/deps/c.wasm
${encoded('')}`;

async function serve(workspace: object = {}) {
  const files = new Map(parseFixture(fixture).files);
  const capabilities = { workspace };
  const client = await serveInProcess(memoryFileSystem(files), { capabilities }, undefined, decode);
  const content = (uri: string) => client.request<{ text: string }>('workspace/textDocumentContent', { uri });
  return { client, editor: new Editor(client), files, content };
}

describe('the decoded document of an encoded file', () => {
  it('is registered by its scheme beside other workspace capabilities', async () => {
    const { client } = await serve();
    const answer = client.received.find(({ id }) => id === 1)?.result as {
      capabilities: { workspace: object };
    };
    assert.deepEqual(answer.capabilities.workspace, {
      workspaceFolders: { supported: true, changeNotifications: true },
      textDocumentContent: { schemes: ['wit-decoded'] },
    });
  });

  it('is available without a previous request, as after a restart', async () => {
    const { content } = await serve();
    assert.deepEqual(await content(SHOWN), { text: 'package c:d;\n\ninterface i {\n}\n' });
  });

  it('is the same document with any URI encoding', async () => {
    const { content } = await serve();
    assert.match((await content('wit-decoded:/w/de%70s/c.wasm.wit')).text, /^package c:d;/);
  });

  it('supports requests while it is open', async () => {
    const { client, content } = await serve();
    const { text } = await content(SHOWN);
    const textDocument = { uri: SHOWN, languageId: 'wit', version: 1, text };
    client.notify('textDocument/didOpen', { textDocument });
    const position = { line: 2, character: 11 };
    const hover = await client.request<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri: SHOWN },
      position,
    });
    assert.match(hover.contents.value, /interface i/);
    const tokens = await client.request<{ data: number[] }>('textDocument/semanticTokens/full', {
      textDocument: { uri: SHOWN },
    });
    assert.ok(tokens.data.length > 0);
    const options = { tabSize: 8, insertSpaces: false };
    const formatting = { textDocument: { uri: SHOWN }, options };
    assert.equal(await client.request('textDocument/formatting', formatting), null);
  });

  it('is refreshed while it is open when the file changes', async () => {
    const { client, editor, files, content } = await serve({ textDocumentContent: {} });
    const { text } = await content(SHOWN);
    const textDocument = { uri: SHOWN, languageId: 'wit', version: 1, text };
    client.notify('textDocument/didOpen', { textDocument });
    files.set('/w/deps/c.wasm', encoded('(export "f" (func))'));
    editor.seen([['changed', '/w/deps/c.wasm']]);
    const refresh = await client.message(({ method }) => method === 'workspace/textDocumentContent/refresh');
    assert.deepEqual(refresh.params, { uri: SHOWN });
    assert.match((await content(SHOWN)).text, /f: func\(\);/);
  });

  it('is refused with a reason if it does not exist', async () => {
    const { content } = await serve();
    await assert.rejects(content('wit-decoded:/w/deps/none.wasm.wit'), {
      message: 'There is no package in none.wasm: it is gone, or is not in the deps folder of a package.',
    });
  });
});
