import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { sha256 } from '../../host/src/files.ts';
import { storage } from './context.ts';

/** A component that can be run, and where its sources are. */
export interface Runnable {
  readonly component: string;
  /** Files and folders: when one of them changes, the component is no longer what they say. */
  readonly sources: readonly string[];
}

/**
 * The component that a path on the command line stands for: itself, what a folder is built to, or the composition
 * that a plan, or that of a folder, describes. That is written to the cache and not beside the plan: running something leaves a project as it was.
 * @throws HostError what building or composing throws
 */
export async function runnable(path: string): Promise<string> {
  return (await prepareRunnable(path)).component;
}

/** The same, with its sources. */
export async function prepareRunnable(path: string): Promise<Runnable> {
  const subject = resolve(path);
  const ending = extname(subject);
  if (ending === '.toml' || ending === '.wac') return composed(subject, ending);
  const isFolder = await stat(subject).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return { component: subject, sources: [subject] };
  const plan = join(subject, 'composition.toml');
  if (existsSync(plan)) return composed(plan, '.toml');
  const { buildFolder } = await import('./build-folder.ts');
  return { component: (await buildFolder(subject)).component, sources: await sourcesOf(subject) };
}

async function composed(plan: string, ending: string): Promise<Runnable> {
  const out = join(storage(), 'composed', sha256(plan), `${basename(plan, ending)}.wasm`);
  const [{ compose }, { composeContext }] = await composing();
  const built = new Set<string>();
  const build = async (folder: string): Promise<string> => {
    const component = await composeContext.build(folder);
    built.add(component);
    return component;
  };
  const { component, folders, instances } = await compose({ plan, out }, { ...composeContext, build });
  const others = instances.map((instance) => instance.component).filter((one) => !built.has(one));
  const sources = (await Promise.all(folders.map(sourcesOf))).flat();
  return { component, sources: [plan, ...others, ...sources] };
}

/** A folder, and its WIT, which may lie beside it. */
async function sourcesOf(folder: string): Promise<string[]> {
  const { readManifest } = await import('../../host/src/build/manifest.ts');
  const wit = await readManifest(folder).then(
    (manifest) => [manifest.wit],
    // The folder of a crate.
    () => [],
  );
  return [folder, ...wit];
}

/** Loaded for plans only: what runs a component starts without it. */
const composing = () =>
  Promise.all([import('../../host/src/compose/compose.ts'), import('./build-folder.ts')]);
