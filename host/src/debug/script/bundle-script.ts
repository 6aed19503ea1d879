import { bundle } from '../../build/typescript/bundle.ts';
import { readManifest } from '../../build/typescript/manifest.ts';
import { readWorld } from '../../build/typescript/world.ts';
import { ScriptModule } from './script-module.ts';

/**
 * The TypeScript of a folder, to be debugged as a plain script.
 * @throws HostError what reading the folder and bundling throw
 */
export async function bundleScript(
  instance: string,
  folder: string,
  signal?: AbortSignal,
): Promise<ScriptModule> {
  const manifest = await readManifest(folder);
  const { code } = await bundle(manifest, await readWorld(manifest, signal), 'debug', signal);
  return new ScriptModule(instance, code, folder);
}
