import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  const among = (folders: readonly string[]) => async (folder: string) => folders.includes(folder);

  it('looks upwards from the folder', async () => {
    const accepts = among(['/', '/project', '/project/handler']);
    assert.equal(await nearest('/project/handler/src', '/project', accepts), '/project/handler');
    assert.equal(await nearest('/project', '/project', accepts), '/project');
  });

  it('does not leave the workspace', async () => {
    assert.equal(await nearest('/project/a', '/project', among(['/'])), undefined);
    assert.equal(await nearest('/other/b', '/project', among([])), undefined);
  });
});
