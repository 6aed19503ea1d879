/** URIs as paths. Segments are percent-encoded as `encodeURIComponent` does it; folders have no slash at the end. */

import { memoizedByText } from './memoized-by-text.ts';

/** A name as a segment. Half of a surrogate pair, which no URI can have, becomes U+FFFD. */
export const segmentOf = memoizedByText((name) => encodeURIComponent(name.replace(/\p{Cs}/gu, '\u{fffd}')));

export function join(folder: string, name: string): string {
  return `${folder}/${segmentOf(name)}`;
}

export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** The last segment, decoded. */
export function nameOf(uri: string): string {
  const segment = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function isInside(uri: string, folder: string): boolean {
  return uri.startsWith(`${folder}/`);
}

/** A file's URI as people write it. */
export function displayPath(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^file:\/\/(?:\/(?=[A-Za-z]:))?/, ''));
  } catch {
    return uri;
  }
}

/** The order of files by their paths, as the reference has it, for `sort`. */
export function comparePaths(one: string, other: string): number {
  const isPlain = !one.includes('%') && !other.includes('%');
  const [a, b] = isPlain ? [one, other] : [displayPath(one), displayPath(other)];
  return Number(a > b) - Number(a < b);
}
