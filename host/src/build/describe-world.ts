import { loadBindgen } from '../engine/jco.ts';
import { withBuilder, type Wit } from '../toolkit/javascript.ts';
import type { ComponentManifest } from './manifest.ts';
import { refusal } from './refusal.ts';
import type { World } from './world.ts';

/**
 * A job for the thread of tools.
 * @throws HostError `wit-invalid`, `world-unknown` or `wit-unsupported`
 */
export async function describeWorld(manifest: ComponentManifest, wit: Wit): Promise<World> {
  try {
    return await withBuilder(({ describe, surroundings }) => {
      const { world: name, ...shape } = describe(wit);
      return { name, ...shape, wit, streams: surroundings(wit, { streams: true }) };
    }).then(async (world) => ({ ...world, declarations: await declarationsOf(manifest, world.name) }));
  } catch (error) {
    throw refusal(error, manifest);
  }
}

async function declarationsOf({ wit }: ComponentManifest, world: string): Promise<Map<string, string>> {
  const { generateTypes } = await loadBindgen();
  const options = { guest: true, features: { tag: 'list' as const, val: [] }, world };
  const files = generateTypes(world, { ...options, wit: { tag: 'path', val: wit } });
  return new Map(files.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
}
