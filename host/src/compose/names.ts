/**
 * Names of imports and exports: `wasi:http/types@0.2.12`, `handle`.
 * https://github.com/WebAssembly/component-model/blob/main/design/mvp/Explainer.md#import-and-export-definitions
 */

/** The name without its version. */
export function unversioned(name: string): string {
  return name.replace(/@.*$/, '');
}

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

/** As `matching`, for a name that a person wrote, who may leave out the version. */
export function meant(name: string, candidates: readonly string[]): readonly string[] {
  const matches = matching(name, candidates);
  if (matches.length > 0 || name.includes('@')) return matches;
  return candidates.filter((candidate) => unversioned(candidate) === name);
}
