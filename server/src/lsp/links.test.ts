import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { serveInProcess } from '../testing/in-process.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';

const files = new Map([['/a.wit', 'interface i { record r {}\nf: func(x: r); }\nworld w { export i; }\n']]);
const textDocument = { uri: 'file:///a.wit' };
const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});

const questions = [
  { method: 'definition', position: { line: 1, character: 11 }, origin: range(1, 11, 12) },
  { method: 'typeDefinition', position: { line: 1, character: 8 }, origin: range(1, 8, 9) },
  { method: 'implementation', position: { line: 0, character: 10 }, origin: range(0, 10, 11) },
];
const record = { whole: range(0, 14, 25), name: range(0, 21, 22) };
const targets: Readonly<Record<string, typeof record>> = {
  definition: record,
  typeDefinition: record,
  implementation: { whole: range(2, 10, 19), name: range(2, 17, 18) },
};

describe('results of navigation requests', () => {
  for (const { method, position, origin } of questions) {
    const { whole, name } = targets[method]!;
    test(`${method}: a link for a client with link support`, async () => {
      const capabilities = { textDocument: { [method]: { linkSupport: true } } };
      const client = await serveInProcess(memoryFileSystem(files), { capabilities });
      const expected = {
        originSelectionRange: origin,
        targetUri: textDocument.uri,
        targetRange: whole,
        targetSelectionRange: name,
      };
      assert.deepEqual(await client.request(`textDocument/${method}`, { textDocument, position }), [
        expected,
      ]);
    });

    test(`${method}: a location for other clients`, async () => {
      const client = await serveInProcess(memoryFileSystem(files));
      const found = await client.request(`textDocument/${method}`, { textDocument, position });
      assert.deepEqual(found, [{ uri: textDocument.uri, range: name }]);
    });

    test(`${method}: nothing in an unknown document`, async () => {
      const client = await serveInProcess(memoryFileSystem(files));
      const unknown = { textDocument: { uri: 'file:///b.wit' }, position };
      assert.equal(await client.request(`textDocument/${method}`, unknown), null);
    });
  }
});

describe('a name in generated declarations', () => {
  const guest = new Map([
    ['/w/package.json', '{ "component": { "world": "w" } }'],
    ['/w/wit/a.wit', 'package a:b;\ninterface i { f: func(); }\nworld w { import i; export g: func(); }\n'],
    [
      '/w/types/w.d.ts',
      "// Generated from the WIT\ndeclare module 'a:b/i' {\n  export function f(): void;\n}\n",
    ],
    ['/w/other.d.ts', "declare module 'a:b/i' {\n  export function f(): void;\n}\n"],
  ]);
  const ask = (uri: string, line: number) => ({
    textDocument: { uri },
    position: { line, character: 18 },
  });

  test('leads to its WIT, in files that a build wrote', async () => {
    const client = await serveInProcess(memoryFileSystem(guest));
    for (const method of ['definition', 'declaration'])
      assert.deepEqual(await client.request(`textDocument/${method}`, ask('file:///w/types/w.d.ts', 2)), [
        { uri: 'file:///w/wit/a.wit', range: range(1, 14, 15) },
      ]);
    assert.deepEqual(
      await client.request('textDocument/implementation', ask('file:///w/types/w.d.ts', 2)),
      [],
    );
    assert.deepEqual(await client.request('textDocument/definition', ask('file:///w/other.d.ts', 1)), []);
  });
});
