import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Uri, workspace } from '../testing/editor.ts';
import { testStudio } from '../testing/studio.ts';
import { chooseComponentFolder, choosePlan, chooseRunnable } from './choose.ts';

const hasCode = (code: string) => (error: { data?: { code?: string; help?: string } }) =>
  error.data?.code === code && error.data.help !== undefined;

describe('the target of a command', () => {
  it('is refused in a workspace without any', async () => {
    const { studio } = testStudio();
    await assert.rejects(choosePlan(), hasCode('no-composition'));
    await assert.rejects(chooseComponentFolder(), hasCode('no-component'));
    await assert.rejects(chooseRunnable(studio.languageServer), hasCode('nothing-to-run'));
  });

  it('is the only one of a workspace, without a question', async (t) => {
    t.mock.method(workspace, 'findFiles', () => Promise.resolve([Uri.file('/workspace/a/package.json')]));
    assert.equal(await chooseComponentFolder(), '/workspace/a');
  });
});
