import { statSync } from 'node:fs';
import { HostError } from '../base/problem.ts';

/** @throws HostError `not-a-component-folder` */
export function requireFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  throw new HostError({
    code: 'not-a-component-folder',
    message: found ? `${folder} is a file, not a folder` : `the folder ${folder} does not exist`,
    help: 'Name the folder of a component: the one with its sources.',
  });
}
