import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { functionId } from '../../../server/src/base/ids.ts';
import { describeSignature } from '../../../server/src/types/wit-type.ts';
import { sha256, writeWhole } from '../base/files.ts';
import { wrapElsewhere } from '../engine/wrap-elsewhere.ts';
import { readComponent } from '../inspect/component-file.ts';
import { ownName, worldFunctions, type WorldFunctions } from '../inspect/world-functions.ts';
import type { DescribedFunction } from '../protocol.ts';
import { inToolThread } from '../tools/tool-thread.ts';

interface Context {
  readonly storage: string;
  readonly signal?: AbortSignal | undefined;
}

/** Where a component and what is known of it are stored, without the suffix of the file. */
export const storedPart = (component: Uint8Array, storage: string): string =>
  join(storage, 'parts', sha256(component).slice(0, 32));

/** The functions that a component imports and exports, by its WIT, which is cached. */
export async function componentWorld(
  component: Uint8Array,
  { storage, signal }: Context,
): Promise<WorldFunctions> {
  const cached = `${storedPart(component, storage)}.wasm.wit`;
  const known = await readFile(cached, 'utf8').catch(() => undefined);
  const wit = known ?? (await inToolThread('witOf', [component], signal));
  if (known === undefined) await writeWhole(cached, wit);
  return worldFunctions(wit);
}

/** What the name of a function of a resource begins with, in the binary format. */
const KINDS = ['[constructor]', '[method]', '[static]'];

/**
 * The constructors, methods and static functions that a component exports. They cannot be called from outside, where
 * nobody can hold a handle.
 */
export async function resourceFunctions(path: string, context: Context): Promise<DescribedFunction[]> {
  const bytes = await wrapElsewhere(await readComponent(path), path, undefined, context.signal);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!KINDS.some((kind) => text.includes(kind))) return [];
  const { exports } = await componentWorld(bytes, context);
  return exports
    .filter(({ resource }) => resource !== undefined)
    .map((one) => ({
      name: one.interface === undefined ? ownName(one) : functionId(one.interface, ownName(one)),
      signature: describeSignature(one.signature),
    }));
}
