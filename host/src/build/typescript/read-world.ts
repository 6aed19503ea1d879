import { inToolThread } from '../../tools/tool-thread.ts';
import { readWitFiles } from '../wit-files.ts';
import type { ComponentManifest } from './manifest.ts';
import { witKey, type World } from './world.ts';

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
