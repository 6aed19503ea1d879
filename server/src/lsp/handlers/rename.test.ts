import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { serveInProcess } from '../../testing/in-process.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';

const uri = 'file:///main.wit';
const text = 'package a:b;\ninterface i { type t = u8; f: func() -> t; }\n';

async function renamed(workspaceEdit: object): Promise<WorkspaceEdit> {
  const client = await serveInProcess(memoryFileSystem(new Map([['/main.wit', text]])), {
    capabilities: { workspace: { workspaceEdit } },
  });
  client.notify('textDocument/didOpen', {
    textDocument: { uri, languageId: 'wit', version: 7, text },
  });
  const position = { line: 1, character: 20 };
  return (await client.request('textDocument/rename', {
    textDocument: { uri },
    position,
    newName: 'v',
  })) as WorkspaceEdit;
}

describe('rename', () => {
  test('returns versioned edits, so that an editor refuses stale ones', async () => {
    const { changes, documentChanges } = await renamed({ documentChanges: true });
    assert.equal(changes, undefined);
    const [edit] = documentChanges ?? [];
    assert.ok(edit && 'textDocument' in edit);
    assert.deepEqual([edit.textDocument, edit.edits.length], [{ uri, version: 7 }, 2]);
  });

  test('returns plain edits for a client without versioned ones', async () => {
    const { changes, documentChanges } = await renamed({});
    assert.equal(documentChanges, undefined);
    assert.equal(changes?.[uri]?.length, 2);
  });
});
