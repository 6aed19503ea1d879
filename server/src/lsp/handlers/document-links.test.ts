import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { serveInProcess } from '../../testing/in-process.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';

const files = new Map([
  ['/a.wit', 'package demo:app;\nworld w { import demo:lib/types@1.2.0; }\n'],
  ['/deps/lib/a#b.wit', 'package demo:lib@1.2.0;\n\n  interface types {}\n'],
]);
const textDocument = { uri: 'file:///a.wit' };
const range = { start: { line: 1, character: 17 }, end: { line: 1, character: 37 } };
/** From 1, of the name. */
const target = 'file:///deps/lib/a%23b.wit#L3,13';

describe('document links', () => {
  test('say in a fragment where in the file they lead to', async () => {
    const client = await serveInProcess(memoryFileSystem(files));
    const found = await client.request('textDocument/documentLink', { textDocument });
    assert.deepEqual(found, [{ range, target }]);
  });

  test('have the name of what they lead to for a client that shows it', async () => {
    const capabilities = { textDocument: { documentLink: { tooltipSupport: true } } };
    const client = await serveInProcess(memoryFileSystem(files), { capabilities });
    const found = await client.request('textDocument/documentLink', { textDocument });
    assert.deepEqual(found, [{ range, target, tooltip: 'demo:lib/types@1.2.0' }]);
  });

  test('there are none in a document that nobody knows', async () => {
    const client = await serveInProcess(memoryFileSystem(files));
    const unknown = { textDocument: { uri: 'file:///b.wit' } };
    assert.deepEqual(await client.request('textDocument/documentLink', unknown), []);
  });
});
