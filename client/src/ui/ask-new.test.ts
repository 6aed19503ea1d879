import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as vscode from 'vscode';
import { Uri, workspace } from '../testing/editor.ts';
import { withFiles } from '../testing/files.ts';
import { takenNames } from './ask-new.ts';

const taken = async (target?: string): Promise<readonly string[]> =>
  [...(await takenNames(target === undefined ? undefined : vscode.Uri.file(target)))].sort();

const FILES = [
  '/workspace/wit/world.wit',
  '/workspace/notes',
  '/workspace/empty/',
  '/workspace/wit/deps/io.wit',
];

describe('names that a new folder cannot have', () => {
  it('are those of files, and of folders with contents', async (t) => {
    withFiles(t, FILES);
    assert.deepEqual(await taken(), ['notes', 'wit']);
  });

  it('are those in the folder that the command was invoked on', async (t) => {
    withFiles(t, FILES);
    assert.deepEqual(await taken('/workspace/wit'), ['deps', 'world.wit']);
    assert.deepEqual(await taken('/workspace/empty'), []);
    assert.deepEqual(await taken('/workspace/wit/world.wit'), ['notes', 'wit']);
  });

  it('are none while it is not known where the folder goes', async (t) => {
    withFiles(t, FILES);
    t.mock.getter(workspace, 'workspaceFolders', () =>
      ['/workspace', '/b'].map((path) => ({ uri: Uri.file(path) })),
    );
    assert.deepEqual(await taken(), []);
    t.mock.getter(workspace, 'workspaceFolders', () => []);
    assert.deepEqual(await taken(), []);
  });
});
