import { join } from 'node:path';
import { sha256, writeWhole } from '../../base/files.ts';
import type { BuildResult } from '../../protocol.ts';
import { inToolThread } from '../../tools/tool-thread.ts';
import type { FolderBindings } from '../external/language.ts';
import { addBuiltFolder } from './built-folders.ts';
import { bundle, type Bundle } from './bundle.ts';
import type { BuildContext } from '../context.ts';
import { areTypesFresh, writeGuestTypes } from './types/guest-types.ts';
import { checkTypes, compilerVersion } from './check/check-types.ts';
import { readableFiles, settingFiles } from './inputs.ts';
import { type ComponentManifest, readManifest } from './manifest.ts';
import { builderHash, isFresh, stamp } from '../stamp.ts';
import type { World } from './world.ts';
import { readWorld } from './read-world.ts';

/** Types, one module, one component: a folder with a package.json becomes `dist/NAME.wasm`. */
export async function buildTypeScript(folder: string, context: BuildContext): Promise<BuildResult> {
  const manifest = await readManifest(folder);
  addBuiltFolder(folder);
  const readable = await readableFiles(manifest);
  const builder = sha256(await builderHash(), await compilerVersion(manifest));
  const fresh = await isFresh(manifest.out, builder, readable);
  if (fresh && (await areTypesFresh(manifest.types)))
    return { component: manifest.out, language: 'TypeScript', world: fresh, findings: [], rebuilt: false };
  context.progress(`Building ${manifest.name}`);
  const world = await readWorld(manifest, context.signal);
  await writeGuestTypes(manifest.types, world);
  const { code, needs, inputs, findings } = await bundleChecked(manifest, world, context.signal);
  context.signal.throwIfAborted();
  const component = await inToolThread('linkScript', [manifest, world.wit, code, needs], context.signal);
  await writeWhole(manifest.out, component);
  const own = await settingFiles(manifest);
  await stamp(manifest.out, world.name, [...own, ...inputs], builder, readable);
  return { component: manifest.out, language: 'TypeScript', world: world.name, findings, rebuilt: true };
}

/** The declarations of the world, which a build writes too. */
export const guestTypes: FolderBindings = {
  wit: async (folder) => (await readManifest(folder)).wit,
  async write(folder, { signal }) {
    const manifest = await readManifest(folder);
    const world = await readWorld(manifest, signal);
    await writeGuestTypes(manifest.types, world);
    return {
      world: world.name,
      files: [...world.declarations.keys()].map((path) => join(manifest.types, path)),
    };
  },
};

/** The compiler, where the project has one, works while the bundler does. Mistakes of the bundler come first. */
async function bundleChecked(
  manifest: ComponentManifest,
  world: World,
  signal: AbortSignal,
): Promise<Bundle> {
  const over = new AbortController();
  const checking = checkTypes(manifest, AbortSignal.any([signal, over.signal]));
  checking.catch(() => {});
  try {
    const bundled = await bundle(manifest, world, 'quickjs', signal);
    const { findings, files } = (await checking)(bundled.inputs);
    const inputs = [...new Set([...bundled.inputs, ...files])];
    return { ...bundled, inputs, findings: [...bundled.findings, ...findings] };
  } finally {
    over.abort();
  }
}
