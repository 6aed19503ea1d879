import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CodeAction, CreateFile, TextDocumentEdit } from 'vscode-languageserver';
import { KnownPackages } from '../../packages/known-packages.ts';
import { Editor, PULLS } from '../../testing/editor.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { serveInProcess } from '../../testing/in-process.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';

const known = new KnownPackages(() => ({ 'io/a.wit': 'package wasi:io@0.2.0;\ninterface poll {}\n' }));
const workspaceEdit = { documentChanges: true, resourceOperations: ['create'] };
const literals = { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [''] } } } };

/** Requests actions at the cursor of a fixture. */
async function actions(
  text: string,
  { workspace = {}, context = {} }: { workspace?: object; context?: object },
) {
  const { files, cursor } = parseFixture(text);
  const capabilities = { textDocument: literals, workspace };
  const client = await serveInProcess(memoryFileSystem(files), { capabilities }, known);
  const before = files.get('/main.wit')!.slice(0, cursor!.offset).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)!.length };
  const answer = await client.request('textDocument/codeAction', {
    textDocument: { uri: 'file:///main.wit' },
    range: { start: position, end: position },
    context: { diagnostics: [], ...context },
  });
  return answer as CodeAction[];
}

const mistyped = 'package a:b;\ninterface i { type entry = u8; f: func() -> $0entri; }';
const missing = 'package a:b;\nworld w { import $0wasi:io/poll@0.2.0; }';

describe('code actions of the server', () => {
  test('fix the diagnostics in the context', async () => {
    const range = { end: { character: 49, line: 1 }, start: { line: 1, character: 44 } };
    const [first] = await actions(mistyped, {
      context: {
        diagnostics: [
          { range, code: 'unknown-type', message: '' },
          { range, code: 'other', message: '' },
        ],
      },
    });
    assert.equal(first?.kind, 'quickfix');
    assert.equal(first.isPreferred, true);
    assert.deepEqual(
      first.diagnostics?.map(({ code }) => code),
      ['unknown-type'],
    );
    assert.deepEqual(first.edit, { changes: { 'file:///main.wit': [{ range, newText: 'entry' }] } });
  });

  test('have the requested kinds', async () => {
    const unused = 'package a:b;\ninterface i { type t = u8; }\ninterface j { use i.{$0t}; f: func(); }';
    const kinds = async (...only: string[]) =>
      (await actions(unused, { context: { only } })).map(({ kind }) => kind);
    assert.deepEqual(await kinds('quickfix'), ['quickfix']);
    assert.deepEqual(await kinds('source'), ['source.organizeImports', 'source.fixAll']);
    assert.deepEqual(await kinds('refactor'), []);
    assert.deepEqual(await kinds(''), ['quickfix', 'source.organizeImports', 'source.fixAll']);
  });

  test('include refactorings', async () => {
    const getter = 'package a:b;\ninterface i { get-$0x: func() -> u8; }';
    const [action, ...others] = await actions(getter, { context: { only: ['refactor'] } });
    assert.deepEqual(others, []);
    assert.equal(action?.kind, 'refactor.rewrite');
    assert.equal(action.title, 'Turn `get-x` into a getter `x`');
    const edits = Object.values(action.edit?.changes ?? {}).flat();
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['x', 'get'],
    );
  });

  test('create new files before writing them', async () => {
    const [add] = await actions(missing, { workspace: { workspaceEdit } });
    const [create, write] = add!.edit!.documentChanges as [CreateFile, TextDocumentEdit];
    const uri = 'file:///deps/wasi-io-0.2.0/package.wit';
    assert.deepEqual(create, { kind: 'create', uri });
    assert.deepEqual(write.textDocument, { uri, version: null });
    assert.match((write.edits[0] as { newText: string }).newText, /package wasi:io@0\.2\.0;/);
  });

  test('take effect as soon as the client has opened the new files, saved or not', async () => {
    const files = new Map([['/main.wit', missing.replace('$0', '')]]);
    const capabilities = {
      textDocument: { ...literals, ...PULLS.textDocument },
      workspace: { workspaceEdit },
    };
    const editor = new Editor(await serveInProcess(memoryFileSystem(files), { capabilities }, known));
    assert.deepEqual(await editor.codes('/main.wit'), ['unknown-package']);
    const [add] = await actions(missing, { workspace: { workspaceEdit } });
    const [, write] = add!.edit!.documentChanges as [CreateFile, TextDocumentEdit];
    const { newText } = write.edits[0] as { newText: string };
    editor.open(write.textDocument.uri.slice('file://'.length), newText);
    assert.deepEqual(await editor.codes('/main.wit'), []);
  });

  test('omit actions that the client does not support', async () => {
    assert.deepEqual(await actions(missing, {}), []);
    assert.deepEqual(await actions(missing, { workspace: { workspaceEdit: { documentChanges: true } } }), []);
  });
});
