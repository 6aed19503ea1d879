import { folderOf } from '../../../base/uri-paths.ts';
import { manifest, type Manifest, type NamedPackage } from '../manifest.ts';
import { resolvePath, witFolderOf } from '../paths.ts';
import type { Entry, ManifestText } from './manifest-text.ts';

const SECTION = ['package', 'target', 'adapter', 'dependencies', 'registries', 'bindings', 'proxy'];
const TARGET = ['package', 'version', 'world', 'registry', 'path', 'dependencies'];

/**
 * `Cargo.toml` of a crate: its WIT is in `wit`, for wit-bindgen and cargo-component alike, or at the path in
 * `package.metadata.component.target`. Source: cargo-component's metadata.rs and registry.rs, which refuse unknown keys
 * in its section. Cargo checks the rest of the file.
 */
export function readCargoToml(text: ManifestText): Manifest {
  if (!/\[[ \t]*package\b/.test(text.text)) return manifest({ uri: text.uri });
  const wit = resolvePath(folderOf(text.uri), 'wit');
  // Nothing of ours can be in it: no need to read some hundred lines of dependencies.
  if (!text.text.includes('component')) return manifest({ uri: text.uri, witFolders: [wit] });
  const section = text.get(text.get(text.get(text.root(), 'package'), 'metadata'), 'component');
  const problems = section || /metadata\.component\b/.test(text.text) ? text.problems : [];
  if (!section) return manifest({ uri: text.uri, problems, witFolders: [wit] });
  return { ...readSection(text, section, wit), problems };
}

function readSection(text: ManifestText, section: Entry, wit: string): Manifest {
  text.allow(section, SECTION);
  text.entries(section);
  const target = text.get(section, 'target');
  const local = typeof target?.value === 'string' ? undefined : target;
  text.allow(local, TARGET);
  text.entries(local);
  const path = text.path(text.get(local, 'path'));
  const isElsewhere = typeof target?.value === 'string' || text.get(local, 'package') !== undefined;
  const folders = path === undefined ? (isElsewhere ? [] : [wit]) : [witFolderOf(path)];
  const tables = [text.get(local, 'dependencies'), text.get(section, 'dependencies')];
  const packages = tables.flatMap((table) => text.entries(table).map((one) => packageOf(text, one)));
  return manifest({ uri: text.uri, witFolders: folders, packages, paths: text.paths });
}

/** A version, or a table with a path or a version. */
function packageOf(text: ManifestText, entry: Entry): NamedPackage {
  const name = entry.path.at(-1)!;
  if (typeof entry.value === 'string') return { name, version: entry.value, path: undefined };
  text.allow(entry, ['path', 'package', 'version', 'registry']);
  text.entries(entry);
  const path = text.path(text.get(entry, 'path'));
  const version = text.get(entry, 'version');
  if (path !== undefined && version) text.wrong(version, 'not stand beside `path`');
  return { name, version: text.string(version), path };
}
