import type { Fix, FixContext } from '../fix.ts';
import { filesFor } from './missing-packages.ts';

/** Adds a missing known package, and its dependencies, to `deps`. */
export function* addDependency({ snapshot, file, found }: FixContext): Generator<Fix> {
  const { package: key = '' } = found.detail;
  const newFiles = filesFor(snapshot, file.uri, key);
  if (newFiles)
    yield { title: addingTitle(key, newFiles.length - 1), isPreferred: true, edits: [], newFiles };
}

/** @param more how many packages come with it */
function addingTitle(key: string, more: number): string {
  const others =
    more === 0 ? '' : more === 1 ? ' and the package it needs' : ` and the ${more} packages it needs`;
  return `Add \`${key}\`${others} to \`deps\``;
}
