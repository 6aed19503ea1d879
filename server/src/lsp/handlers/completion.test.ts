import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { serveInProcess } from '../../testing/in-process.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';

const text = 'interface i {\n  /// Who it is.\n  record user { name: string }\n  f: func(who: us);\n}\n';
const files = new Map([['/a.wit', text]]);
const textDocument = { uri: 'file:///a.wit' };
const behindWord = { textDocument, position: { line: 3, character: 17 } };

const start = (completionItem: object) =>
  serveInProcess(memoryFileSystem(files), {
    capabilities: { textDocument: { completion: { completionItem } } },
  });

const docs = ({ documentation }: CompletionItem) => (documentation as { value: string } | undefined)?.value;

describe('documentation of completion items', () => {
  test('is included', async () => {
    const client = await start({});
    const items = await client.request<CompletionItem[]>('textDocument/completion', behindWord);
    assert.match(docs(items.find(({ label }) => label === 'user')!)!, /Who it is\./);
  });

  test('is resolved lazily if the client supports it, also while the word is continued', async () => {
    const client = await start({ resolveSupport: { properties: ['documentation'] } });
    const items = await client.request<CompletionItem[]>('textDocument/completion', behindWord);
    const user = items.find(({ label }) => label === 'user')!;
    assert.equal(docs(user), undefined);
    const opened = { ...textDocument, languageId: 'wit', version: 1, text: text.replace(' us)', ' use)') };
    client.notify('textDocument/didOpen', { textDocument: opened });
    const resolved = await client.request<CompletionItem>('completionItem/resolve', user);
    assert.match(docs(resolved)!, /record user[^]*Who it is\./);
    assert.equal(resolved.label, 'user');
  });

  test('is omitted if the item is no longer proposed', async () => {
    const client = await start({ resolveSupport: { properties: ['documentation'] } });
    const items = await client.request<CompletionItem[]>('textDocument/completion', behindWord);
    const user = items.find(({ label }) => label === 'user')!;
    const opened = { ...textDocument, languageId: 'wit', version: 1, text: text.replace('user', 'person') };
    client.notify('textDocument/didOpen', { textDocument: opened });
    assert.deepEqual(await client.request<CompletionItem>('completionItem/resolve', user), user);
  });
});

const bodies =
  'package a:b;\ninterface types {\n  record user { name: string }\n}\ninterface i {\n  f: func(who: us);\n\n}\n';

const startWith = (completionItem: object) =>
  serveInProcess(memoryFileSystem(new Map([['/a.wit', bodies]])), {
    capabilities: { textDocument: { completion: { completionItem } } },
  });

test('a type of another interface adds its `use`', async () => {
  const client = await startWith({});
  const items = await client.request<CompletionItem[]>('textDocument/completion', {
    textDocument,
    position: { line: 5, character: 17 },
  });
  const start = { line: 4, character: 13 };
  const range = { start, end: start };
  assert.deepEqual(items.find(({ label }) => label === 'user')?.additionalTextEdits, [
    { range, newText: '\n  use types.{user};' },
  ]);
});

describe('a long list', () => {
  const records = Array.from({ length: 320 }, (_, at) => `  record user-r${at} { name: string }\n`).join('');
  const long = new Map([['/a.wit', bodies.replace('  record user', `${records}  record user`)]]);
  const position = { line: 5 + 320, character: 17 };
  const list = async (completion: object) => {
    const client = await serveInProcess(memoryFileSystem(long), {
      capabilities: { textDocument: { completion } },
    });
    const all = await client.request<CompletionList>('textDocument/completion', { textDocument, position });
    return { client, all, first: all.items.find(({ label }) => label === 'user-r0')! };
  };
  const range = { start: { line: position.line, character: 15 }, end: position };

  test('is asked for again while the word is continued, and has whole items', async () => {
    const { all, first } = await list({});
    assert.deepEqual([all.isIncomplete, all.itemDefaults], [true, undefined]);
    assert.deepEqual(first.textEdit, { range, newText: 'user-r0' });
    assert.equal(first.additionalTextEdits?.length, 1);
  });

  test('has the range once, and a `use` when the item is resolved, if the client supports it', async () => {
    const { client, all, first } = await list({
      completionItem: { resolveSupport: { properties: ['documentation', 'additionalTextEdits'] } },
      completionList: { itemDefaults: ['editRange', 'data'] },
    });
    assert.deepEqual(all.itemDefaults?.editRange, range);
    assert.deepEqual(Object.keys(first), ['label', 'kind', 'sortText', 'detail']);
    const data = all.itemDefaults?.data as unknown;
    const resolved = await client.request<CompletionItem>('completionItem/resolve', { ...first, data });
    assert.deepEqual(
      resolved.additionalTextEdits?.map(({ newText }) => newText),
      ['\n  use types.{user-r0};'],
    );
    assert.match(docs(resolved)!, /record user-r0/);
  });
});

test('items that are only useful as snippets are omitted for clients without them', async () => {
  const labels = async (snippetSupport: boolean) => {
    const client = await startWith({ snippetSupport });
    const position = { line: 6, character: 0 };
    const items = await client.request<CompletionItem[]>('textDocument/completion', {
      textDocument,
      position,
    });
    return items.map(({ label }) => label).filter((label) => label.includes(' '));
  };
  assert.deepEqual(await labels(true), ['get and set', 'resource with constructor']);
  assert.deepEqual(await labels(false), []);
});

test('the filter text of a quoted name includes the quote', async () => {
  const plan = new Map([['/composition.toml', 'exports = [""]\n[instances]\napp = "app.wasm"\n']]);
  const client = await serveInProcess(memoryFileSystem(plan));
  const items = await client.request<CompletionItem[]>('textDocument/completion', {
    textDocument: { uri: 'file:///composition.toml' },
    position: { line: 0, character: 12 },
  });
  assert.deepEqual(
    items.map(({ label, filterText }) => [label, filterText]),
    [['app', '"app"']],
  );
});
