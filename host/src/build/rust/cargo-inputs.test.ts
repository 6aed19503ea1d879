import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { cargoInputs } from './cargo-inputs.ts';
import { temporaryFolders, type Files } from '../testing/folders.ts';

const folderOf = temporaryFolders();
const CRATE: Files = { 'Cargo.toml': '[package]', 'src/a b.rs': '', 'wit/world.wit': '' };

/** The inputs of the crate in `crate`, relative to the folder of both. */
async function inputsOf(files: Files, crate: string, sources: readonly string[]): Promise<string[]> {
  const folder = await folderOf(files);
  const paths = sources.map((path) => join(folder, path).replaceAll(' ', '\\ '));
  const made = await folderOf({ 'made.d': `/target/made.wasm: ${paths.join(' ')}\n` });
  const inputs = await cargoInputs(join(folder, crate), join(made, 'made.wasm'));
  return inputs
    .map((path) => path.slice(folder.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

it('inputs are the files that cargo lists beside a component, the manifest and the lock file', async () => {
  const files = { ...CRATE, 'Cargo.lock': '', 'README.md': '' };
  const listed = ['src/a b.rs', 'wit/world.wit', 'gone.rs'];
  const expected = ['Cargo.lock', 'Cargo.toml', 'src/a b.rs', 'wit/world.wit'];
  assert.deepEqual(await inputsOf(files, '.', listed), expected);
});

it('without a file of dependencies, inputs are the manifest and the lock file', async () => {
  const folder = await folderOf({ ...CRATE, 'Cargo.lock': '' });
  const inputs = await cargoInputs(folder, join(folder, 'made.wasm'));
  assert.deepEqual(
    inputs,
    ['Cargo.toml', 'Cargo.lock'].map((path) => join(folder, path)),
  );
});

it('in a workspace, its manifest and lock file count, and the manifest of a crate beside', async () => {
  const files = {
    'Cargo.toml': '[workspace]\nmembers = ["one", "two"]\n',
    'Cargo.lock': '',
    '.cargo/config.toml': '',
    'rust-toolchain.toml': '',
    'one/Cargo.toml': '[package]',
    'one/src/lib.rs': '',
    // Cargo reads the lock file of the workspace alone.
    'one/Cargo.lock': '',
    'two/Cargo.toml': '[package]',
    'two/src/lib.rs': '',
    'three/Cargo.toml': '[package]',
  };
  assert.deepEqual(await inputsOf(files, 'one', ['one/src/lib.rs', 'two/src/lib.rs']), [
    '.cargo/config.toml',
    'Cargo.lock',
    'Cargo.toml',
    'one/Cargo.toml',
    'one/src/lib.rs',
    'rust-toolchain.toml',
    'two/Cargo.toml',
    'two/src/lib.rs',
  ]);
});
