import { folderOf } from '../../../base/uri-paths.ts';
import { manifest, type Manifest } from '../manifest.ts';
import type { ManifestText } from './manifest-text.ts';

/**
 * `componentize-py.toml` of a Python package that brings its WIT along.
 * Source: componentize-py's lib.rs; it ignores unknown keys, and refuses folders outside of the package.
 */
export function readComponentizePyToml(text: ManifestText): Manifest {
  const root = text.root();
  const folder = folderOf(text.uri);
  const entry = text.get(root, 'wit_directory');
  const wit = text.path(entry);
  text.string(text.get(root, 'bindings'));
  if (entry && wit && !wit.startsWith(`${folder}/`) && wit !== folder)
    text.wrong(entry, 'lie in the folder of this file: componentize-py refuses others');
  const witFolders = wit === undefined ? [] : [wit];
  return manifest({ uri: text.uri, problems: text.problems, witFolders, paths: text.paths });
}
