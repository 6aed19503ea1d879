import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import * as vscode from 'vscode';
import { commands, Uri, window, workspace } from '../testing/editor.ts';
import { memento } from '../testing/memento.ts';
import { openAwaitedFile, openFolderAt } from './open-folder.ts';

/** The files that windows show which start one after the other, each with its folder. */
async function shownIn(t: TestContext, memory: vscode.Memento, folders: readonly string[]) {
  const shown: string[] = [];
  t.mock.method(window, 'showTextDocument', async ({ path }: Uri) => void shown.push(path));
  for (const folder of folders) {
    t.mock.getter(workspace, 'workspaceFolders', () => [{ uri: Uri.file(folder) }]);
    await openAwaitedFile(memory);
  }
  return shown;
}

async function opened(t: TestContext): Promise<vscode.Memento> {
  const memory = memento();
  const open = t.mock.method(commands, 'executeCommand', () => Promise.resolve());
  await openFolderAt(memory, vscode.Uri.file('/new'), vscode.Uri.file('/new/src/index.ts'));
  const [id, folder] = open.mock.calls[0]!.arguments as readonly unknown[] as [string, Uri];
  assert.deepEqual([id, folder.path], ['vscode.openFolder', '/new']);
  return memory;
}

describe('the file of a new component', () => {
  it('is shown once by the window of its folder', async (t) => {
    assert.deepEqual(await shownIn(t, await opened(t), ['/new', '/new']), ['/new/src/index.ts']);
  });

  it('waits while other windows start', async (t) => {
    assert.deepEqual(await shownIn(t, await opened(t), ['/other']), []);
    assert.deepEqual(await shownIn(t, await opened(t), ['/other', '/new']), ['/new/src/index.ts']);
  });

  it('is in no window where none was opened', async (t) => {
    assert.deepEqual(await shownIn(t, memento(), ['/new']), []);
  });
});
