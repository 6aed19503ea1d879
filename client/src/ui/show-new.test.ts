import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { commands, type Uri } from '../testing/editor.ts';
import { withFiles } from '../testing/files.ts';
import { testStudio } from '../testing/studio.ts';
import { showNew } from './show-new.ts';

/** The folder that is opened for a new component outside of the workspace. */
async function openedFor(t: TestContext, files: readonly string[]): Promise<string> {
  withFiles(t, files);
  const open = t.mock.method(commands, 'executeCommand', () => Promise.resolve());
  const result = { folder: '/ada/greeter', open: '/ada/greeter/src/index.ts', files: [], next: [] };
  await showNew(testStudio().studio, result);
  const [id, folder] = open.mock.calls[0]!.arguments as readonly unknown[] as [string, Uri];
  assert.equal(id, 'vscode.openFolder');
  return folder.path;
}

describe('a new component outside of the workspace', () => {
  it('is opened with its folder', async (t) => {
    const files = ['/ada/greeter/src/index.ts', '/ada/letter.txt'];
    assert.equal(await openedFor(t, files), '/ada/greeter');
  });

  it('is opened with the folder around it where that was empty', async (t) => {
    assert.equal(await openedFor(t, ['/ada/greeter/src/index.ts']), '/ada');
  });
});
