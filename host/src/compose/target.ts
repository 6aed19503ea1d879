import { pathToFileURL } from 'node:url';
import type { PackageSource } from '../../../server/src/compositions/read/read-composition.ts';
import type { Target, TargetName, WitSources } from '../../../server/src/compositions/target.ts';
import type { PackageName } from '../../../server/src/compositions/toolkit.ts';
import { nodeFileSystem } from '../../../server/src/node/file-system.ts';
import { knownWasi } from '../../../server/src/node/known-wasi.ts';
import {
  findPackage,
  findTarget,
  targetAt as findTargetAt,
} from '../../../server/src/packages/world-package.ts';
import { inToolThread } from '../tools/tool-thread.ts';

const uriOf = (path: string): string => pathToFileURL(path).href;

/**
 * The world with a name, and its WIT.
 * @param folder the folder whose `deps` and `wit` are searched
 * @param packages the packages that a plan names
 * @throws HostError `unknown-world`
 */
export function targetNamed(
  target: TargetName,
  folder: string,
  packages: ReadonlyMap<string, PackageSource> = new Map(),
): Target {
  const uris = [...packages].map(([name, { source }]) => [name, uriOf(source)] as const);
  return findTarget(target, {
    folder: uriOf(folder),
    packages: new Map(uris),
    files: nodeFileSystem,
    known: knownWasi,
  });
}

/** The WIT of a package in `wit` or `wit/deps` of a folder, or of a built-in one. */
export const witOfPackage = (
  { name, version }: Pick<PackageName, 'name' | 'version'>,
  folder: string,
): WitSources | undefined =>
  findPackage(name, version, {
    folder: uriOf(folder),
    packages: new Map(),
    files: nodeFileSystem,
    known: knownWasi,
  });

/**
 * A world of WIT at a path.
 * @param path a folder or file of WIT, or a package in the binary format
 * @throws HostError `unknown-world`
 */
export const targetAt = (path: string, world: string): Target =>
  findTargetAt(uriOf(path), world, { files: nodeFileSystem, known: knownWasi });

/**
 * Compares a component with a target world, in the thread of tools.
 * @throws HostError `target-misfit`, one for each item that does not fit; `unknown-world`, `wit-invalid`
 */
export const requireFit = (component: Uint8Array, target: Target, signal: AbortSignal): Promise<void> =>
  inToolThread('checkFit', [component, target], signal);
