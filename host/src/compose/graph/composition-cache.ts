import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { Composed } from '../../../../server/src/compositions/graph/connect.ts';
import { pruneMeanwhile, touch } from '../../engine/prune.ts';
import { sha256 } from '../../base/files.ts';
import { makeFolder } from '../../../../server/src/node/make-folder.ts';
import { TOOLKIT_HASH } from '../../toolkit/toolkit.ts';

/** The version of `server/src/compositions`: another one does not use earlier results. */
const REVISION = '1';

const [COMPONENT, EXPLANATION] = ['composition.wasm', 'composition.json'];

/** The file beside the component: the rest of a composition, and the hash of the component. */
interface Entry {
  readonly hash: string;
  readonly explanation: Omit<Composed, 'bytes'>;
}

/**
 * Finds a composition by everything that it is made from, or makes it. Without this every process that runs a plan
 * would load the toolkit, which takes longer than to compose.
 * @param storage a folder that survives restarts
 * @param inputs plain data, the bytes of the components included
 */
export async function cachedComposition(
  storage: string,
  inputs: readonly unknown[],
  make: () => Promise<Composed>,
): Promise<Composed> {
  const cache = join(storage, 'compositions');
  const folder = join(cache, sha256(REVISION, TOOLKIT_HASH, serialize(inputs)));
  const found = await read(folder);
  if (found) {
    touch(folder);
    return found;
  }
  const made = await make();
  await write(folder, made);
  pruneMeanwhile(cache);
  return made;
}

/** Undefined if it does not exist or is truncated. */
async function read(folder: string): Promise<Composed | undefined> {
  try {
    const [bytes, text] = await Promise.all([
      readFile(join(folder, COMPONENT)),
      readFile(join(folder, EXPLANATION), 'utf8'),
    ]);
    const { hash, explanation } = JSON.parse(text) as Entry;
    return sha256(bytes) === hash ? { bytes: new Uint8Array(bytes), ...explanation } : undefined;
  } catch {
    return undefined;
  }
}

/** The cache is optional: if the disk is full or not writable, the next process composes again. */
async function write(folder: string, { bytes, ...explanation }: Composed): Promise<void> {
  const draft = `${folder}.${randomUUID()}`;
  const entry: Entry = { hash: sha256(bytes), explanation };
  try {
    makeFolder(draft);
    await writeFile(join(draft, COMPONENT), bytes);
    await writeFile(join(draft, EXPLANATION), JSON.stringify(entry));
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } catch {
    await rm(draft, { recursive: true, force: true }).catch(() => {});
  }
}
