import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  const files = new Set(['/work/composition.toml', '/work/handler/package.json', '/composition.toml']);
  const exists = async (path: string) => files.has(path);

  it('looks upwards from the folder', async () => {
    const found = await nearest('/work/handler/src', ['composition.toml'], '/work', exists);
    assert.equal(found, '/work/composition.toml');
  });

  it('prefers the closest folder to the first name', async () => {
    const found = await nearest('/work/handler/src', ['composition.toml', 'package.json'], '/work', exists);
    assert.equal(found, '/work/handler/package.json');
  });

  it('does not leave the workspace', async () => {
    assert.equal(await nearest('/work', ['none.toml'], '/work', exists), undefined);
    assert.equal(await nearest('/other/b', ['composition.toml'], '/other/b', exists), undefined);
  });
});
