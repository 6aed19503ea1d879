import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildAll } from './build-all.ts';
import { context, temporaryFolders } from './testing/folders.ts';

const folderOf = temporaryFolders();
const writes = `build = '''node -e "require('fs').writeFileSync('out.wasm', '')"'''\nout = "out.wasm"\n`;

describe('all components', () => {
  it('are built even after a failure, and listed in order', async () => {
    const folders = [
      await folderOf({ 'wit-studio.toml': writes }),
      await folderOf({ 'wit-studio.toml': 'build = "exit 3"' }),
      await folderOf({ 'wit-studio.toml': writes }),
    ];
    const { outcomes } = await buildAll(folders, context);
    assert.deepEqual(
      outcomes.map(({ folder }) => folder),
      folders,
    );
    assert.deepEqual(
      outcomes.map((one) => ('result' in one ? one.result.rebuilt : one.problem.code)),
      [true, 'command-build', true],
    );
  });

  it('end when they are cancelled', async () => {
    const forever = `build = '''node -e "console.log(1); setInterval(() => {}, 1000)"'''`;
    const folders = await Promise.all([1, 2, 3].map(() => folderOf({ 'wit-studio.toml': forever })));
    const controller = new AbortController();
    const log = () => controller.abort(new Error('cancelled'));
    const building = buildAll(folders, { ...context, signal: controller.signal, log });
    await assert.rejects(building, /cancelled/);
  });
});
