import { folderOf } from '../../base/uri-paths.ts';
import type { Manifest, NamedPackage } from './manifest.ts';
import { relativePath } from './paths.ts';
import { commandOf, isWitDeps } from './read-manifest.ts';
import { unversioned, versionOf } from '../../base/ids.ts';

/**
 * Information in manifests about a missing package, as details of its problem: `manifest` is the URI of the first that
 * names it, and then `manifestVersion` the version that it names, `manifestPath` the path at which the package should
 * be and is not, `command` the command that adds it to `deps`.
 *
 * @param key `ns:name@version`
 */
export function manifestHints(manifests: readonly Manifest[], key: string): Readonly<Record<string, string>> {
  const [name, version] = [unversioned(key), versionOf(key)];
  const all = manifests.flatMap(({ uri, packages }) => packages.map((one) => ({ uri, ...one })));
  const named = all.filter((one) =>
    isWitDeps(one.uri) ? isFolderOf(one.name, name, version) : one.name === name,
  );
  const found = named.find((one) => one.version === version) ?? named[0];
  return found === undefined ? {} : detailOf(found);
}

/** wit-deps names folders, and people name them like the packages. */
function isFolderOf(folder: string, name: string, version = ''): boolean {
  const [namespace = '', short = ''] = name.split(':');
  const names = [short, `${namespace}-${short}`, name];
  return names.some((one) => folder === one || folder === `${one}-${version}`);
}

function detailOf({ uri, version, path }: NamedPackage & { readonly uri: string }): Record<string, string> {
  return {
    manifest: uri,
    ...(version !== undefined && { manifestVersion: version }),
    ...(path === undefined
      ? { command: commandOf(uri) }
      : { manifestPath: relativePath(folderOf(uri), path) }),
  };
}
