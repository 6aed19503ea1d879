import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { cargoInputs } from './cargo-inputs.ts';
import { temporaryFolders } from '../testing/folders.ts';

const folderOf = temporaryFolders();

it('inputs are the files that cargo lists beside a component, the manifest and the lock file', async () => {
  const folder = await folderOf({
    'Cargo.toml': '',
    'Cargo.lock': '',
    'src/a b.rs': '',
    'wit/world.wit': '',
  });
  const paths = ['src/a b.rs', 'wit/world.wit', 'gone.rs'].map((path) => join(folder, path));
  const component = join(folder, 'made.wasm');
  const rule = `${component}: ${paths.map((path) => path.replaceAll(' ', '\\ ')).join(' ')}\n`;
  const made = await folderOf({ 'made.d': rule });
  const own = ['Cargo.toml', 'Cargo.lock'].map((path) => join(folder, path));
  assert.deepEqual(await cargoInputs(folder, join(made, 'made.wasm')), [...own, ...paths.slice(0, 2)]);
  assert.deepEqual(await cargoInputs(folder, component), own);
});
