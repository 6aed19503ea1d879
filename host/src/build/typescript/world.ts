import { sha256 } from '../../base/files.ts';
import type { Shape, Wit } from '../../toolkit/javascript.ts';
import { inToolThread } from '../../tools/tool-thread.ts';
import type { ComponentManifest } from './manifest.ts';
import { readWitFiles } from '../wit-files.ts';

/** The world as a guest module needs it. */
export interface World extends Omit<Shape, 'world'> {
  readonly name: string;
  readonly wit: Wit;
  /** Imports available to the prelude, in the versions of the world: `wasi:cli/stdout@0.2.0`. */
  readonly surroundings: readonly string[];
  /** Relative path to text of the declarations as jco writes them. */
  readonly declarations: ReadonlyMap<string, string>;
}

/** Worlds by the text of their WIT, the most recently used last: sources change far more often. */
const worlds = new Map<string, World>();
const MOST_WORLDS = 8;

/** @throws HostError `wit-invalid`, `world-unknown` or `wit-unsupported` */
export async function readWorld(manifest: ComponentManifest, signal?: AbortSignal): Promise<World> {
  const wit = await readWitFiles(manifest.wit, manifest.world);
  const key = witKey(wit);
  const world = worlds.get(key) ?? (await inToolThread('describeWorld', [manifest, wit], signal));
  worlds.delete(key);
  worlds.set(key, world);
  for (const [oldest] of worlds) if (worlds.size > MOST_WORLDS) worlds.delete(oldest);
  return world;
}

/** Two folders may hold the same WIT: messages name the paths, which are part of the key for that reason. */
export function witKey({ main, dependencies, world }: Wit): string {
  const parts = [main, ...dependencies].flatMap((source): (string | Uint8Array)[] =>
    source.tag === 'text' ? source.val.flatMap(({ path, text }) => [path, text]) : [source.val],
  );
  return sha256(world ?? '', ...parts);
}
