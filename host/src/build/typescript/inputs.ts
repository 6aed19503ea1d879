import { join } from 'node:path';
import { isDocument, isMade, witFiles } from '../external/inputs.ts';
import { inputFiles } from '../input-files.ts';
import { configurations } from './check/configurations.ts';
import type { ComponentManifest } from './manifest.ts';

/** All files that a build could read: one that comes may be found by an import in place of another one. */
export async function readableFiles({ folder, wit, types }: ComponentManifest): Promise<string[]> {
  const isSkipped = (name: string, path: string, isFolder: boolean) =>
    isMade(name, isFolder) || isDocument(folder, path) || path === types;
  return [...new Set([...(await inputFiles(folder, isSkipped)), ...(await witFiles(wit))])];
}

/** Inputs of a build besides the sources that the bundler lists. */
export const settingFiles = async ({ folder, wit }: ComponentManifest): Promise<string[]> => [
  join(folder, 'package.json'),
  ...(await configurations(folder)),
  ...(await witFiles(wit)),
];
