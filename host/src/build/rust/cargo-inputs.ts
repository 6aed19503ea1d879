import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The inputs of a component that cargo has made: the sources and WIT in the dependency file (a make rule) beside the
 * component, the manifests of their crates, the manifest and lock file of the workspace, and the configurations of
 * cargo and rustup. Cargo itself decides whether to build again; these are for views that show a component without
 * building it.
 */
export async function cargoInputs(folder: string, component: string): Promise<readonly string[]> {
  const rule = await readFile(component.replace(/\.wasm$/, '.d'), 'utf8').catch(() => '');
  const [, listed = ''] = /^.*?\.wasm: (.*)$/m.exec(rule) ?? [];
  // A backslash before a space belongs to the rule; on Windows others are the path's.
  const sources = (listed.match(/(?:\\.|[^\\ ])+/g) ?? []).map((path) => path.replaceAll('\\ ', ' '));
  const crates = new Set([folder, ...sources.map(dirname).flatMap(crateOf)]);
  const manifests = [...crates].map((crate) => join(crate, 'Cargo.toml'));
  const root = await workspaceOf(folder);
  const shared = ['Cargo.toml', 'Cargo.lock'].map((name) => join(root, name));
  const all = [...manifests, ...shared, ...configurations(folder), ...sources];
  return [...new Set(all)].filter((path) => existsSync(path));
}

/** The nearest folder with a manifest, from this one up. */
const crateOf = (folder: string): string[] =>
  folderAndAbove(folder)
    .filter((one) => existsSync(join(one, 'Cargo.toml')))
    .slice(0, 1);

/** The root of a crate's workspace (the Cargo book, "Workspaces"): the crate itself where it is in none. */
async function workspaceOf(crate: string): Promise<string> {
  for (const folder of folderAndAbove(crate)) {
    const manifest = await readFile(join(folder, 'Cargo.toml'), 'utf8').catch(() => '');
    if (/^\s*\[workspace[\].]/m.test(manifest)) return folder;
  }
  return crate;
}

const CONFIGURATIONS = ['.cargo/config.toml', '.cargo/config', 'rust-toolchain.toml', 'rust-toolchain'];

/** Cargo and rustup look for them in the folder and above it. */
const configurations = (folder: string): string[] =>
  folderAndAbove(folder).flatMap((one) => CONFIGURATIONS.map((name) => join(one, name)));

function folderAndAbove(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...folderAndAbove(above)];
}
