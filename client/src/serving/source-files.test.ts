import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isSourceOf } from './source-files.ts';

describe('sources of a server', () => {
  const folder = join('/', 'work', 'web');
  const below = (...names: string[]) => isSourceOf(folder, join(folder, ...names));

  it('are the files below its folders', () => {
    assert.ok(below('app.ts'));
    assert.ok(below('src', 'routes', 'app.ts'));
    assert.ok(!isSourceOf(folder, join('/', 'work', 'other', 'app.ts')));
    assert.ok(!isSourceOf(folder, join('/', 'work', 'webs', 'app.ts')));
  });

  it('are not the files that builds write, nor hidden ones', () => {
    for (const name of ['dist', 'target', 'node_modules', '.git', '__pycache__'])
      assert.ok(!below(name, 'app.ts'), name);
    for (const name of ['web.wasm', 'web.wasm.inputs.json', 'web.wasm.draft', '.env'])
      assert.ok(!below(name), name);
  });

  it('are the files that are named one by one', () => {
    const built = join(folder, 'target', 'logger.wasm');
    assert.ok(isSourceOf(built, built));
    assert.ok(!isSourceOf(built, join(folder, 'target', 'other.wasm')));
  });
});
