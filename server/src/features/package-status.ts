import type { Snapshot } from '../analysis/snapshot.ts';
import { featuresNamed } from './gate-features.ts';
import { packagesIn } from './name-at.ts';

/** A summary of the package of a file, for the status bar. */
export interface PackageStatus {
  /** `ns:name@version`; empty for files without a header. */
  readonly package: string;
  readonly worlds: readonly string[];
  /** The gates of `@unstable` that the package names. */
  readonly gates: readonly string[];
}

/** Undefined for what is no WIT. */
export function packageStatus(snapshot: Snapshot, uri: string): PackageStatus | undefined {
  const [found] = packagesIn(snapshot.root(uri), uri);
  if (found === undefined || snapshot.file(uri) === undefined) return undefined;
  const { key, worlds } = found;
  return {
    package: key,
    worlds: worlds.map(({ definition }) => definition.name),
    gates: featuresNamed(snapshot, uri, -1),
  };
}
