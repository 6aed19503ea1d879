import { stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { sha256 } from '../../host/src/files.ts';
import { storage } from './context.ts';

/**
 * The component that a path on the command line stands for: itself, what a folder is built to, or the composition
 * that a plan describes. That is written to the cache and not beside the plan: running something leaves a project as it was.
 * @throws HostError what building or composing throws
 */
export async function runnable(path: string): Promise<string> {
  const subject = resolve(path);
  const ending = extname(subject);
  if (ending !== '.toml' && ending !== '.wac') {
    const isFolder = await stat(subject).then(
      (found) => found.isDirectory(),
      () => false,
    );
    return isFolder ? (await (await import('./build-folder.ts')).buildFolder(subject)).component : subject;
  }
  const out = join(storage(), 'composed', sha256(subject), `${basename(subject, ending)}.wasm`);
  const [{ compose }, { composeContext }] = await composing();
  return (await compose({ plan: subject, out }, composeContext)).component;
}

/** Loaded for plans only: what runs a component starts without it. */
const composing = () =>
  Promise.all([import('../../host/src/compose/compose.ts'), import('./build-folder.ts')]);
