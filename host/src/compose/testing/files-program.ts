import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderWith, type Folder } from './folder.ts';

export const big = Uint8Array.from({ length: 3_000_000 }, (_, at) => at % 251);

/** The files beside the plan, by their paths. */
export const contents = {
  'config/app.toml': 'name = "x"\n',
  'data/a.txt': 'first\nsecond\n',
  'data/big.bin': big,
  'data/sub/deep.txt': 'deep',
};

/** Entries of `files` in the plan. */
export const entries = '"/etc/app.toml" = "config/app.toml"\n"/data" = "data"';

export const planOf = (files: string) =>
  `[instances.app]\ncomponent = "app.wasm"\n[instances.app.files]\n${files}\n`;

/** A program that makes the calls of its arguments (test-fixtures/programs), and a plan with files for it. */
export async function program(name: string, files = entries): Promise<Folder> {
  const component = await readFile(`test-fixtures/programs/${name}/${name}.wasm`);
  const folder = await folderWith({ 'app.wasm': component, 'composition.toml': planOf(files), ...contents });
  await mkdir(join(folder.path, 'data/none'));
  return folder;
}
