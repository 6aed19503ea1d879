import { readCargoToml } from './formats/cargo-toml.ts';
import { readComponentizePyToml } from './formats/componentize-py-toml.ts';
import { readDepsLock } from './formats/deps-lock.ts';
import { readDepsToml } from './formats/deps-toml.ts';
import { ManifestText } from './formats/manifest-text.ts';
import type { Manifest } from './manifest.ts';
import { readPackageJson } from './formats/package-json.ts';
import { fileNameOf } from './paths.ts';
import { readWkgLock } from './formats/wkg-lock.ts';
import { readWkgToml } from './formats/wkg-toml.ts';

const readers: Readonly<Record<string, (text: ManifestText) => Manifest>> = {
  'wkg.toml': readWkgToml,
  'wkg.lock': readWkgLock,
  'deps.toml': readDepsToml,
  'deps.lock': readDepsLock,
  'Cargo.toml': readCargoToml,
  'componentize-py.toml': readComponentizePyToml,
  'package.json': readPackageJson,
};

/** @param name of a file, or its URI */
export const isManifest = (name: string): boolean => Object.hasOwn(readers, fileNameOf(name));

/** Of wit-deps, whose files have names that are used for other things, too. */
export const isWitDeps = (uri: string): boolean => /^deps\.(toml|lock)$/.test(fileNameOf(uri));

/** Reads a manifest by the name of its file; undefined for any other file. Nothing throws. */
export function readManifest(uri: string, text: string): Manifest | undefined {
  return isManifest(uri) ? readers[fileNameOf(uri)]!(new ManifestText(uri, text)) : undefined;
}
