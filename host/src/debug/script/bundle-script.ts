import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builderHash, isFresh, stamp } from '../../build/stamp.ts';
import { bundle } from '../../build/typescript/bundle.ts';
import { readableFiles, settingFiles } from '../../build/typescript/inputs.ts';
import { readManifest, type ComponentManifest } from '../../build/typescript/manifest.ts';
import { readWorld } from '../../build/typescript/read-world.ts';
import { sha256, writeWhole } from '../../base/files.ts';
import { ScriptModule } from './script-module.ts';

/**
 * The TypeScript of a folder, to be debugged as a plain script; bundled unless the bundle of an earlier session is up
 * to date.
 * @param storage a folder for caches that survives restarts
 * @throws HostError of reading the folder and of bundling
 */
export async function bundleScript(instance: string, folder: string, storage: string): Promise<ScriptModule> {
  const manifest = await readManifest(folder);
  const out = join(storage, 'debug', sha256(folder).slice(0, 32), 'script.cjs');
  return new ScriptModule(
    instance,
    (await freshBundle(manifest, out)) ?? (await makeBundle(manifest, out)),
    folder,
  );
}

async function freshBundle(manifest: ComponentManifest, out: string): Promise<string | undefined> {
  const world = await isFresh(out, await builderHash(), await readableFiles(manifest));
  return world === undefined ? undefined : readFile(out, 'utf8');
}

async function makeBundle(manifest: ComponentManifest, out: string): Promise<string> {
  // Files that change meanwhile make the bundle an old one.
  const readable = await readableFiles(manifest);
  const world = await readWorld(manifest);
  const { code, inputs } = await bundle(manifest, world, 'debug');
  await writeWhole(out, code);
  await stamp(out, world.name, [...(await settingFiles(manifest)), ...inputs], await builderHash(), readable);
  return code;
}
