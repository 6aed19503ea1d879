import { manifest, type Manifest } from '../manifest.ts';
import type { ManifestText } from './manifest-text.ts';

/**
 * `deps.lock` of wit-deps: the packages that it has put into `deps`, including transitive ones. Source: wit-deps'
 * lock.rs. Paths are those of `deps.toml`, so they are not read again.
 */
export function readDepsLock(text: ManifestText): Manifest {
  const packages = text.entries(text.root()).map((entry) => {
    if (text.entries(entry).length > 0) {
      text.string(text.required(entry, 'sha256'));
      text.string(text.required(entry, 'sha512'));
    }
    return { name: entry.path.at(-1)!, version: undefined, path: undefined };
  });
  return manifest({ uri: text.uri, problems: text.problems, packages });
}
