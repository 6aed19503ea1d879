import { manifest, type Manifest, type NamedPackage } from '../manifest.ts';
import type { Entry, ManifestText } from './manifest-text.ts';

const URL = /^[A-Za-z][A-Za-z\d+.-]*:\/\//;

/**
 * `deps.toml` of wit-deps: the sources of the folders of `deps`, by name. Source: wit-deps' manifest.rs, which refuses
 * unknown keys; the former name of `prefix` was `subdir`.
 */
export function readDepsToml(text: ManifestText): Manifest {
  const packages = text.entries(text.root()).map((one) => packageOf(text, one));
  return manifest({ uri: text.uri, problems: text.problems, packages, paths: text.paths });
}

function packageOf(text: ManifestText, entry: Entry): NamedPackage {
  const path = typeof entry.value === 'string' ? entry : pathIn(text, entry);
  const isUrl = typeof path?.value === 'string' && URL.test(path.value);
  return { name: entry.path.at(-1)!, version: undefined, path: isUrl ? undefined : text.path(path) };
}

/** A table names a URL, or a path and nothing else. */
function pathIn(text: ManifestText, entry: Entry): Entry | undefined {
  if (text.entries(entry).length === 0) return undefined;
  text.allow(entry, ['path', 'url', 'sha256', 'sha512', 'prefix', 'subdir']);
  const path = text.get(entry, 'path');
  const url = text.get(entry, 'url');
  if (!path && !url) text.wrong(entry, 'have a `url` or a `path`');
  for (const key of ['url', 'sha256', 'sha512', 'prefix', 'subdir']) {
    const found = text.get(entry, key);
    text.string(found);
    if (path && found) text.wrong(found, 'not stand beside `path`');
  }
  return path;
}
