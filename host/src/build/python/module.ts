import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../../base/problem.ts';
import type { BuildSettings } from '../external/settings.ts';

/** The folder that modules are looked for in, and the name of the module that implements the world. */
export function moduleOf({ folder, name, module }: BuildSettings): readonly [path: string, module: string] {
  const names = module === undefined ? ['app', name.replaceAll('-', '_')] : [module];
  const places = [folder, join(folder, 'src')].flatMap((path) => names.map((one) => [path, one] as const));
  const found = places.find(([path, one]) => {
    const base = join(path, ...one.split('.'));
    return existsSync(`${base}.py`) || existsSync(base);
  });
  if (found) return found;
  throw new HostError({
    code: 'build-settings',
    message: `${folder} has no module ${names.join(' or ')}`,
    help: 'Name the module that implements the world in wit-studio.toml: module = "…".',
  });
}
