/**
 * Names of imports and exports: `wasi:http/types@0.2.12`, `handle`.
 * https://github.com/WebAssembly/component-model/blob/main/design/mvp/Explainer.md#import-and-export-definitions
 */
import { lastName, packageOf, unversioned } from '../base/ids.ts';

/**
 * Whether an export of one name may fill an import of the other: both versions are on one semver track
 * (`1.x`, `0.2.x`, `0.0.3`), and neither is a pre-release.
 */
export function areCompatible(a: string, b: string): boolean {
  return a === b || (track(a) !== undefined && track(a) === track(b));
}

function track(name: string): string | undefined {
  const [, item, major, minor, patch] = /^([^@]+)@(\d+)\.(\d+)\.(\d+)(?:\+.*)?$/.exec(name) ?? [];
  if (major === undefined) return undefined;
  if (major !== '0') return `${item}@${major}`;
  return minor !== '0' ? `${item}@0.${minor}` : `${item}@0.0.${patch}`;
}

/** The candidates that go by `name`: the one of just this name, else those of a compatible version. */
export function matching(name: string, candidates: readonly string[]): readonly string[] {
  if (candidates.includes(name)) return [name];
  return candidates.filter((candidate) => areCompatible(candidate, name));
}

/** An import or export; of an interface also the names of its functions. */
export interface Named {
  readonly name: string;
  readonly functions: readonly string[];
}

/**
 * Like `matching`, for a user's name, which may lack the version, then the package too, or be that of a function of the
 * interface: `verify`, `acme:auth/verify`. The first form that matches counts.
 */
export function meant(name: string, candidates: readonly Named[]): readonly string[] {
  const names = candidates.map((candidate) => candidate.name);
  const matches = matching(name, names);
  if (matches.length > 0 || name.includes('@')) return matches;
  const [item = name, path] = name.split('/').reverse();
  const ways: readonly ((candidate: Named) => boolean)[] = [
    (one) => unversioned(one.name) === name,
    (one) => path === undefined && lastName(one.name) === name,
    (one) => (path === undefined || packageOf(one.name) === path) && one.functions.includes(item),
  ];
  for (const fits of ways) {
    const found = candidates.filter(fits);
    if (found.length > 0) return found.map((one) => one.name);
  }
  return [];
}
