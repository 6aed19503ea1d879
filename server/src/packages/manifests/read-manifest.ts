import { readCargoToml } from './formats/cargo-toml.ts';
import { readComponentizePyToml } from './formats/componentize-py-toml.ts';
import { readDepsLock } from './formats/deps-lock.ts';
import { readDepsToml } from './formats/deps-toml.ts';
import { ManifestText } from './formats/manifest-text.ts';
import { readPackageJson } from './formats/package-json.ts';
import { readWkgLock } from './formats/wkg-lock.ts';
import { readWkgToml } from './formats/wkg-toml.ts';
import type { Manifest } from './manifest.ts';
import { fileNameOf } from './paths.ts';

interface Format {
  readonly read: (text: ManifestText) => Manifest;
  /** The command that puts the listed packages into `deps`. */
  readonly command?: string;
}

const formats: Readonly<Record<string, Format>> = {
  'wkg.toml': { read: readWkgToml, command: 'wkg wit fetch' },
  'wkg.lock': { read: readWkgLock, command: 'wkg wit fetch' },
  'Cargo.toml': { read: readCargoToml, command: 'wkg wit fetch' },
  'deps.toml': { read: readDepsToml, command: 'wit-deps' },
  'deps.lock': { read: readDepsLock, command: 'wit-deps' },
  'componentize-py.toml': { read: readComponentizePyToml },
  'package.json': { read: readPackageJson },
};

/** @param name of a file, or its URI */
export const isManifest = (name: string): boolean => Object.hasOwn(formats, fileNameOf(name));

/** Of wit-deps, whose files have names that other programs use, too. */
export const isWitDeps = (uri: string): boolean => /^deps\.(toml|lock)$/.test(fileNameOf(uri));

/** Reads a manifest by the name of its file; undefined for any other file. Nothing throws. */
export function readManifest(uri: string, text: string): Manifest | undefined {
  return isManifest(uri) ? formats[fileNameOf(uri)]!.read(new ManifestText(uri, text)) : undefined;
}

/** The command that puts the packages of a manifest into `deps`; empty if there is none. */
export const commandOf = (uri: string): string => formats[fileNameOf(uri)]?.command ?? '';
