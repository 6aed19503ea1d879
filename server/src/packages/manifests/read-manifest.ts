import { readCargoToml } from './cargo-toml.ts';
import { readComponentizePyToml } from './componentize-py-toml.ts';
import { readDepsLock } from './deps-lock.ts';
import { readDepsToml } from './deps-toml.ts';
import { ManifestText } from './manifest-text.ts';
import type { Manifest } from './manifest.ts';
import { readPackageJson } from './package-json.ts';
import { readWkgLock } from './wkg-lock.ts';
import { readWkgToml } from './wkg-toml.ts';

const readers: Readonly<Record<string, (text: ManifestText) => Manifest>> = {
  'wkg.toml': readWkgToml,
  'wkg.lock': readWkgLock,
  'deps.toml': readDepsToml,
  'deps.lock': readDepsLock,
  'Cargo.toml': readCargoToml,
  'componentize-py.toml': readComponentizePyToml,
  'package.json': readPackageJson,
};

const nameOf = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);

/** @param name of a file, or its URI */
export const isManifest = (name: string): boolean => Object.hasOwn(readers, nameOf(name));

/** Reads a manifest by the name of its file; undefined for any other file. Nothing throws. */
export function readManifest(uri: string, text: string): Manifest | undefined {
  return isManifest(uri) ? readers[nameOf(uri)]!(new ManifestText(uri, text)) : undefined;
}
