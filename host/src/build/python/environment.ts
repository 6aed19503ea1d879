import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { namesIn } from '../../base/files.ts';

/** The virtual environment that a program belongs to (PEP 405). */
export function environmentOf(command: string): string | undefined {
  const home = dirname(dirname(command));
  return existsSync(join(home, 'pyvenv.cfg')) ? home : undefined;
}

/** The packages in a virtual environment, with their versions: `toolz-1.0.0.dist-info`. */
export async function installedPackages(environment: string): Promise<string[]> {
  const libraries = [join(environment, 'Lib')];
  for (const name of await namesIn(join(environment, 'lib')))
    if (name.startsWith('python')) libraries.push(join(environment, 'lib', name));
  const names = await Promise.all(libraries.map((path) => namesIn(join(path, 'site-packages'))));
  return [...new Set(names.flat())].filter((name) => name.endsWith('.dist-info')).sort();
}
