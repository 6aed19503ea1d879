import type { Snapshot } from '../../../analysis/snapshot.ts';
import type { PackageSource } from '../../../packages/package-source.ts';
import { packagesIn } from '../../name-at.ts';
import type { Fix, FixContext } from '../fix.ts';
import { filesFor } from './missing-packages.ts';
import { packagesLike } from './packages-like.ts';
import { renamedPaths } from './renamed-paths.ts';

/** The most packages that are offered. */
const MOST_FIXES = 5;

/**
 * Replaces the name of a missing package by an available or known one: another version of it, else one with a similar
 * name.
 */
export function* otherPackage({ snapshot, file, found }: FixContext): Generator<Fix> {
  const { package: key = '' } = found.detail;
  const own = packagesIn(snapshot.root(file.uri), file.uri).find(({ dependencies }) => dependencies.has(key));
  if (!own) return;
  const others = packagesLike(snapshot, file.uri, own.source, found.detail);
  const fixes = others.flatMap((other) => changeTo(snapshot, file.uri, own.source, key, other) ?? []);
  for (const [n, fix] of fixes.slice(0, MOST_FIXES).entries())
    yield { ...fix, isPreferred: n === 0 && !snapshot.known.get(key) };
}

/** Undefined where the other package is not there and cannot be added, or where no path is complete. */
function changeTo(
  snapshot: Snapshot,
  uri: string,
  source: PackageSource,
  key: string,
  other: string,
): Fix | undefined {
  const edits = [...renamedPaths(snapshot, source, key, other)];
  if (edits.length === 0) return undefined;
  if (snapshot.root(uri)?.packages.has(other)) return { title: `Change to \`${other}\``, edits };
  const newFiles = filesFor(snapshot, uri, other);
  return newFiles && { title: `Change to \`${other}\`, and add it to \`deps\``, edits, newFiles };
}
