import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type {
  DocumentLink,
  InitializeResult,
  RegistrationParams,
  ServerCapabilities,
  TextDocumentRegistrationOptions,
} from 'vscode-languageserver';
import { serveInProcess } from '../../testing/in-process.ts';
import type { LspClient } from '../../testing/lsp-client.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { MANIFEST_DOCUMENTS, PLAN_DOCUMENTS } from '../manifest-documents.ts';

/** The static capabilities of the server. */
function announced({ received }: LspClient): ServerCapabilities {
  const answer = received.find(({ id, method }) => id === 1 && method === undefined);
  return (answer!.result as InitializeResult).capabilities;
}

/** The document selectors that the server registers until its next response, by method. */
async function registered(client: LspClient): Promise<ReadonlyMap<string, unknown>> {
  await client.request('textDocument/documentLink', { textDocument });
  const requests = client.received.filter(({ method }) => method === 'client/registerCapability');
  const all = requests.flatMap(({ params }) => (params as RegistrationParams).registrations);
  const selectorOf = (options: unknown) =>
    (options as TextDocumentRegistrationOptions | undefined)?.documentSelector;
  return new Map(all.map(({ method, registerOptions }) => [method, selectorOf(registerOptions)]));
}

const files = new Map([
  ['/a.wit', 'package demo:app;\nworld w { import demo:lib/types@1.2.0; }\n'],
  ['/deps/lib/a#b.wit', 'package demo:lib@1.2.0;\n\n  interface types {}\n'],
]);
const textDocument = { uri: 'file:///a.wit' };
const range = { start: { line: 1, character: 17 }, end: { line: 1, character: 37 } };
/** From 1, of the name. */
const target = 'file:///deps/lib/a%23b.wit#L3,13';

describe('document links', () => {
  test('have the target position in the fragment', async () => {
    const client = await serveInProcess(memoryFileSystem(files));
    const found = await client.request('textDocument/documentLink', { textDocument });
    assert.deepEqual(found, [{ range, target }]);
  });

  test('have a tooltip if the client supports it', async () => {
    const capabilities = { textDocument: { documentLink: { tooltipSupport: true } } };
    const client = await serveInProcess(memoryFileSystem(files), { capabilities });
    const found = await client.request('textDocument/documentLink', { textDocument });
    assert.deepEqual(found, [{ range, target, tooltip: 'demo:lib/types@1.2.0' }]);
  });

  test('of a manifest are based on the text in the editor', async () => {
    const client = await serveInProcess(memoryFileSystem(files));
    const uri = 'file:///wit/deps.toml';
    const open = { uri, languageId: 'toml', version: 1, text: 'lib = "../deps/lib"\n' };
    client.notify('textDocument/didOpen', { textDocument: open });
    const links = () =>
      client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } });
    assert.deepEqual(
      (await links()).map(({ range }) => range.start),
      [{ line: 0, character: 7 }],
    );
    const contentChanges = [{ text: '\n\nlib = "../deps/lib"\n' }];
    client.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges });
    assert.deepEqual(
      (await links()).map(({ range }) => range.start),
      [{ line: 2, character: 7 }],
    );
  });

  test('are either static, or registered to include manifests', async () => {
    const plain = await serveInProcess(memoryFileSystem(files));
    assert.deepEqual([...(await registered(plain))], []);
    const capabilities = {
      textDocument: {
        documentLink: { dynamicRegistration: true },
        synchronization: { dynamicRegistration: true },
      },
    };
    const client = await serveInProcess(memoryFileSystem(files), { capabilities });
    const methods = await registered(client);
    assert.deepEqual(announced(client).documentLinkProvider, undefined);
    assert.deepEqual(announced(plain).documentLinkProvider, {});
    const everywhere = [{ language: 'wit' }, ...MANIFEST_DOCUMENTS, ...PLAN_DOCUMENTS];
    assert.deepEqual(methods.get('textDocument/documentLink'), everywhere);
    for (const method of ['didOpen', 'didChange', 'didClose'])
      assert.deepEqual(methods.get(`textDocument/${method}`), MANIFEST_DOCUMENTS);
  });

  test('are empty for an unknown document', async () => {
    const client = await serveInProcess(memoryFileSystem(files));
    const unknown = { textDocument: { uri: 'file:///b.wit' } };
    assert.deepEqual(await client.request('textDocument/documentLink', unknown), []);
  });
});
