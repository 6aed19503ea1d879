import { folderOf, segmentOf } from '../../base/uri-paths.ts';

export const fileNameOf = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);

/** A folder with WIT, which may be named by a file in it. */
export const witFolderOf = (uri: string): string => (uri.endsWith('.wit') ? folderOf(uri) : uri);

const SPLIT = /^([A-Za-z][\w+.-]*:\/\/[^/]*)(.*)$/s;
const DRIVE = /^[A-Za-z]:$/;

/**
 * The URI that a path of a manifest means, seen from the manifest's folder. Back slashes separate as well:
 * the tools run on Windows, too.
 *
 * @param folder URI without a slash at the end
 */
export function resolvePath(folder: string, path: string): string {
  const [, origin = '', start = folder] = SPLIT.exec(folder) ?? [];
  const parts = path.split(/[/\\]/);
  const isAbsolute = parts[0] === '' || DRIVE.test(parts[0]!);
  const segments = isAbsolute ? [] : start.split('/').filter((one) => one !== '');
  for (const part of parts) {
    if (part === '..') segments.pop();
    else if (DRIVE.test(part)) segments.push(part.toLowerCase());
    else if (part !== '' && part !== '.') segments.push(segmentOf(part));
  }
  return [origin, ...segments].join('/');
}

/** A folder and its parents, innermost first. */
export function* foldersUpFrom(folder: string): Generator<string> {
  for (let one = folder; SPLIT.exec(one)?.[2]; one = folderOf(one)) yield one;
}

/** How one writes a URI in a manifest of a folder, for people to read. */
export function relativePath(folder: string, uri: string): string {
  const [from, to] = [folder.split('/'), uri.split('/')];
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  if (same < 3) return uri;
  const steps = [...from.slice(same).map(() => '..'), ...to.slice(same).map(decodeURIComponent)];
  return steps.join('/') || '.';
}
