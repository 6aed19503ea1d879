import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  const files = new Set(['/project/composition.toml', '/project/handler/package.json', '/composition.toml']);
  const exists = async (path: string) => files.has(path);

  it('looks upwards from the folder', async () => {
    const found = await nearest('/project/handler/src', ['composition.toml'], '/project', exists);
    assert.equal(found, '/project/composition.toml');
  });

  it('prefers the closest folder to the first name', async () => {
    const found = await nearest(
      '/project/handler/src',
      ['composition.toml', 'package.json'],
      '/project',
      exists,
    );
    assert.equal(found, '/project/handler/package.json');
  });

  it('does not leave the workspace', async () => {
    assert.equal(await nearest('/project', ['none.toml'], '/project', exists), undefined);
    assert.equal(await nearest('/other/b', ['composition.toml'], '/other/b', exists), undefined);
  });
});
