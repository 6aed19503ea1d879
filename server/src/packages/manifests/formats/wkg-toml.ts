import { manifest, type Manifest, type NamedPackage } from '../manifest.ts';
import type { Entry, ManifestText } from './manifest-text.ts';

const METADATA = [
  'author',
  'authors',
  'description',
  'license',
  'licenses',
  'source',
  'repository',
  'homepage',
  'revision',
];

/**
 * `wkg.toml` of a package, a member of a workspace, or the root of one.
 * Source: wasm-pkg-tools, docs/manifest.md and wasm-pkg-core's manifest.rs, which refuses unknown keys.
 */
export function readWkgToml(text: ManifestText): Manifest {
  const root = text.root();
  text.allow(root, ['workspace', 'overrides', 'metadata']);
  readMetadata(text, text.get(root, 'metadata'));
  const workspace = text.get(root, 'workspace');
  const isRoot = workspace !== undefined && typeof workspace.value !== 'string';
  if (isRoot) checkWorkspaceKeys(text, root);
  readMetadata(text, isRoot ? text.get(workspace, 'metadata') : undefined);
  return manifest({
    uri: text.uri,
    problems: text.problems,
    packages: text.entries(text.get(root, 'overrides')).map((one) => override(text, one)),
    members: isRoot ? membersOf(text, workspace) : undefined,
    workspace: isRoot ? undefined : text.path(workspace),
    paths: text.paths,
  });
}

function override(text: ManifestText, entry: Entry): NamedPackage {
  text.allow(entry, ['path', 'version']);
  // Reads it only to report a value that is no table.
  text.entries(entry);
  const path = text.path(text.get(entry, 'path'));
  return { name: entry.path.at(-1)!, version: text.string(text.get(entry, 'version')), path };
}

function membersOf(text: ManifestText, workspace: Entry): string[] {
  text.entries(workspace);
  return text.elements(text.get(workspace, 'members')).flatMap((one) => text.string(one) ?? []);
}

/** Every value is one line of text. */
function readMetadata(text: ManifestText, metadata: Entry | undefined): void {
  text.allow(metadata, METADATA);
  for (const one of text.entries(metadata)) if (METADATA.includes(one.path.at(-1)!)) text.string(one);
}

/** Settings for one package belong in the manifests of the members. */
function checkWorkspaceKeys(text: ManifestText, root: Entry): void {
  for (const key of ['overrides', 'metadata']) {
    const found = text.get(root, key);
    if (found) text.wrong(found, 'not stand beside `workspace`');
  }
}
