import { statSync } from 'node:fs';
import { HostError } from '../problem.ts';

/** @throws HostError `not-a-component-folder` */
export function requireFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  throw new HostError({
    code: 'not-a-component-folder',
    message: found ? `${folder} is a file and no folder` : `there is no folder ${folder}`,
    help: 'Name the folder of a component: the one with its sources.',
  });
}
