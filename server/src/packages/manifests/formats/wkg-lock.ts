import { manifest, type Manifest, type NamedPackage } from '../manifest.ts';
import type { Entry, ManifestText } from './manifest-text.ts';

/** The one version of the format that there is. */
const VERSION = 1;

/**
 * `wkg.lock`: the versions that `wkg` has chosen. Source: wasm-pkg-core's lock.rs, which also takes the
 * older names `package` and `version` for its arrays, and refuses another version of the format.
 */
export function readWkgLock(text: ManifestText): Manifest {
  const root = text.root();
  if (text.problems.length > 0) return manifest({ uri: text.uri, problems: text.problems });
  const version = text.required(root, 'version');
  if (version && version.value !== VERSION) text.version(version);
  const packages = text.elements(text.get(root, 'packages') ?? text.get(root, 'package'));
  return manifest({
    uri: text.uri,
    problems: text.problems,
    packages: version?.value === VERSION ? packages.flatMap((one) => versionsOf(text, one)) : [],
  });
}

function versionsOf(text: ManifestText, entry: Entry): NamedPackage[] {
  const name = text.string(text.required(entry, 'name'));
  const versions = text.elements(text.get(entry, 'versions') ?? text.get(entry, 'version'));
  return versions.flatMap((one) => {
    text.string(text.required(one, 'requirement'));
    text.string(text.required(one, 'digest'));
    const version = text.string(text.required(one, 'version'));
    return name === undefined || version === undefined ? [] : [{ name, version, path: undefined }];
  });
}
