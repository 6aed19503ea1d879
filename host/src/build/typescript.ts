import { join } from 'node:path';
import { filesBelow, writeWhole } from '../files.ts';
import type { BuildResult } from '../protocol.ts';
import { inToolThread } from '../tools/tool-thread.ts';
import { addBuiltFolder } from './built-folders.ts';
import { bundle } from './bundle.ts';
import type { BuildContext } from './build.ts';
import { areTypesFresh, writeGuestTypes } from './guest-types.ts';
import { readManifest } from './manifest.ts';
import { isFresh, stamp } from './stamp.ts';
import { readWorld } from './world.ts';

/** Types, one module, one component: a folder with a package.json becomes `dist/NAME.wasm`. */
export async function buildTypeScript(folder: string, context: BuildContext): Promise<BuildResult> {
  const manifest = await readManifest(folder);
  addBuiltFolder(folder);
  const fresh = await isFresh(manifest.out);
  if (fresh && (await areTypesFresh(manifest.types)))
    return { component: manifest.out, language: 'TypeScript', world: fresh, findings: [], rebuilt: false };
  context.progress(`Building ${manifest.name}`);
  const world = await readWorld(manifest, context.signal);
  await writeGuestTypes(manifest.types, world.declarations);
  const { code, inputs, findings } = await bundle(manifest, world, 'quickjs', context.signal);
  context.signal.throwIfAborted();
  const component = await inToolThread('linkScript', [manifest, world.wit, code], context.signal);
  await writeWhole(manifest.out, component);
  const own = [join(folder, 'package.json'), ...(await filesBelow(manifest.wit))];
  await stamp(manifest.out, world.name, [...own, ...inputs]);
  return { component: manifest.out, language: 'TypeScript', world: world.name, findings, rebuilt: true };
}
