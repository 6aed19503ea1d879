import { loadBindgen } from '../../engine/jco.ts';
import { scriptBuilder, type Needs, type Wit } from '../../toolkit/javascript.ts';
import type { ComponentManifest } from './manifest.ts';
import { withByteStreams } from './types/byte-streams.ts';
import { functionTypes } from './types/function-types.ts';
import { refusal } from './refusal.ts';
import { testingTypes } from './tests/testing-types.ts';
import { withThrownErrors } from './types/thrown-errors.ts';
import type { World } from './world.ts';

/**
 * A job for the thread of tools.
 * @throws HostError `wit-invalid`, `world-unknown` or `wit-unsupported`
 */
export async function describeWorld(manifest: ComponentManifest, wit: Wit): Promise<World> {
  try {
    return await scriptBuilder
      .use(({ describe, surroundings }) => {
        const { world: name, ...shape } = describe(wit);
        return { name, ...shape, wit, surroundings: surroundings(wit, ALL) };
      })
      .then(async (world) => ({ ...world, declarations: await declarationsOf(manifest, world) }));
  } catch (error) {
    throw refusal(error, manifest, wit);
  }
}

const ALL: Needs = { streams: true, timers: true, seed: true, random: true };

async function declarationsOf(
  { wit }: ComponentManifest,
  { name, wit: sources, imports, importedFunctions }: Omit<World, 'declarations'>,
): Promise<Map<string, string>> {
  const { generateTypes } = await loadBindgen();
  const options = { guest: true, features: { tag: 'list' as const, val: [] }, world: name };
  const files = generateTypes(name, { ...options, wit: { tag: 'path', val: wit } });
  const declarations = new Map(files.map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
  if (importedFunctions.length > 0)
    declarations.set('imported-functions.d.ts', functionTypes(importedFunctions));
  if (imports.length + importedFunctions.length > 0)
    declarations.set('testing.d.ts', testingTypes({ imports, importedFunctions }));
  return withThrownErrors(withByteStreams(declarations, sources), sources);
}
