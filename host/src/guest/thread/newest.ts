import type { Exports } from '../../engine/instantiate.ts';

/** The key of the newest version of an interface that an instance exports with a version, as `wasi:cli/run@0.3.0`. */
export function newest(instance: Exports, name: string): string | undefined {
  const keys = Object.keys(instance).filter((key) => key.startsWith(`${name}@`));
  return keys.sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))[0];
}
