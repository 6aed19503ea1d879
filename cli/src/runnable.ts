import { existsSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { BuildResult } from '../../host/src/protocol.ts';
import type { BuildHow } from './build-folder.ts';
import { isPlanPath } from './plan-path.ts';
import { storage } from './storage.ts';

/** A component that can be run, and where its sources are. */
export interface Runnable {
  readonly component: string;
  /** Files and folders: when one of them changes, the component is no longer what they say. */
  readonly sources: readonly string[];
  /** Folders of TypeScript, by the names of the instances that they were built to. */
  readonly scripts: ReadonlyMap<string, string>;
}

/**
 * The component for a path on the command line: the file itself, the build of a folder, or the composition of a plan or
 * of a folder's plan. A composition is written to the cache and not beside the plan, so that running does not change a
 * project.
 * @throws HostError of building or composing
 */
export async function runnable(path: string): Promise<string> {
  return (await prepareRunnable(path)).component;
}

/** The same, with its sources. */
export async function prepareRunnable(path: string, how: BuildHow = {}): Promise<Runnable> {
  const subject = resolve(path);
  if (isPlanPath(subject)) return composed(subject, how);
  const isFolder = statSync(subject, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) return { component: subject, sources: [subject], scripts: new Map() };
  const plan = join(subject, 'composition.toml');
  if (existsSync(plan)) return composed(plan, how);
  const { buildFolder } = await import('./build-folder.ts');
  const { component, language } = await buildFolder(subject, how);
  const scripts = new Map(language === 'TypeScript' ? [[basename(component, '.wasm'), subject]] : []);
  return { component, sources: await sourcesOf(subject), scripts };
}

async function composed(plan: string, how: BuildHow): Promise<Runnable> {
  const { sha256 } = await import('../../host/src/base/files.ts');
  // A server of the plan may run while it is built to be debugged.
  const key = how.debug ? sha256(plan, 'debug') : sha256(plan);
  const out = join(storage(), 'composed', key, `${basename(plan, extname(plan))}.wasm`);
  // Loaded for plans only: what runs a component starts without it.
  const { composeInterruptible } = await import('./compose-interruptible.ts');
  /** Sources of TypeScript components, by the path of the build; undefined for other languages. */
  const folderOf = new Map<string, string | undefined>();
  const built = (folder: string, { component, language }: BuildResult): void =>
    void folderOf.set(component, language === 'TypeScript' ? folder : undefined);
  const { component, folders, files, instances } = await composeInterruptible(
    { plan, out },
    { ...how, built },
  );
  const others = instances.map((instance) => instance.component).filter((one) => !folderOf.has(one));
  const sources = (await Promise.all(folders.map(sourcesOf))).flat();
  const scripts = instances.flatMap((one) => {
    const folder = folderOf.get(one.component);
    return folder === undefined ? [] : [[one.name, folder] as const];
  });
  return { component, sources: [plan, ...others, ...sources, ...files], scripts: new Map(scripts) };
}

/** A folder, and its WIT, which may be beside it. */
async function sourcesOf(folder: string): Promise<string[]> {
  const { readManifest } = await import('../../host/src/build/typescript/manifest.ts');
  const wit = await readManifest(folder).then(
    (manifest) => [manifest.wit],
    // The folder of a crate.
    () => [],
  );
  return [folder, ...wit];
}
