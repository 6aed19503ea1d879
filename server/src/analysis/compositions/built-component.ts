import { attempt } from '../../base/attempt.ts';
import { parse } from 'smol-toml';
import { hasC } from '../../base/c-sources.ts';
import { nameOf } from '../../base/uri-paths.ts';
import type { FileSystem } from '../../packages/file-system.ts';
import { resolvePath } from '../../packages/manifests/paths.ts';
import { namesOf } from './c-folder.ts';

/** Of languages whose manifest says nothing of components. */
const MANIFESTS = ['go.mod', 'pyproject.toml'];

/**
 * The paths to which building a folder writes its component (docs/build-typescript.md; cargo's own place for Rust), and
 * of a component that was built elsewhere.
 * @returns URIs, the likeliest first; none for a folder without a build
 */
export function builtComponents(files: FileSystem, folder: string): readonly string[] {
  const json = files.readText(`${folder}/package.json`);
  if (json !== undefined) return [ofTypeScript(folder, json)];
  const cargo = files.readText(`${folder}/Cargo.toml`);
  if (cargo !== undefined) return ofRust(folder, cargo);
  const settings = files.readText(`${folder}/wit-studio.toml`);
  const isBuilt =
    settings !== undefined ||
    MANIFESTS.some((name) => files.readText(`${folder}/${name}`) !== undefined) ||
    hasC(namesOf(files, folder));
  return isBuilt ? ofSettings(folder, settings ?? '') : [];
}

/** Languages without a manifest of their own for components (docs/build-languages.md). */
function ofSettings(folder: string, settings: string): readonly string[] {
  const { name, out } = attempt(() => parse(settings) as Manifest & { out?: unknown }) ?? {};
  const own = typeof name === 'string' ? name : nameOf(folder);
  const path = typeof out === 'string' ? out : `dist/${own}.wasm`;
  return [resolvePath(folder, path), resolvePath(folder, `${own}.wasm`)];
}

function ofTypeScript(folder: string, json: string): string {
  const manifest = attempt(() => JSON.parse(json) as Manifest);
  const name = typeof manifest?.name === 'string' ? manifest.name.split('/').at(-1)! : nameOf(folder);
  const out = manifest?.component?.out;
  return resolvePath(folder, typeof out === 'string' ? out : `dist/${name}.wasm`);
}

function ofRust(folder: string, cargo: string): readonly string[] {
  const manifest = attempt(() => parse(cargo) as Manifest & { lib?: Manifest; package?: Manifest });
  const name = manifest?.lib?.name ?? manifest?.package?.name;
  const committed = resolvePath(folder, `${nameOf(folder)}.wasm`);
  if (typeof name !== 'string') return [committed];
  const file = `${name.replaceAll('-', '_')}.wasm`;
  return [resolvePath(folder, `target/wasm32-wasip2/release/${file}`), committed];
}

interface Manifest {
  readonly name?: unknown;
  readonly component?: { readonly out?: unknown };
}
