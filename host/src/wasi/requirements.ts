import type { Imports } from './imports.ts';
import { packageOf, unversioned, versionOf } from '../../../server/src/base/ids.ts';
import { camelCase, pascalCase } from '../inspect/script-names.ts';

/** The imports from one interface: its name with the version, and functions by WIT names. */
export interface Requirement {
  readonly interface: string;
  readonly functions: readonly string[];
}

/** Why a requirement cannot be met, as the end of a sentence about the import. */
export interface Unmet {
  readonly import: string;
  readonly reason: string;
}

/** An implemented release: later patches of it require nothing else, unless their functions differ. */
const releaseOf = (version: string): string | undefined => /^(0\.[23])\.\d+$/.exec(version)?.[1];
/** Packages that have no release yet, by the drafts that are implemented. */
const DRAFTS: Readonly<Record<string, readonly string[]>> = {
  'wasi:config': ['0.2.0-rc.1', '0.2.0-draft', '0.2.0-draft-2024-09-27'],
  'wasi:keyvalue': ['0.2.0-draft', '0.2.0-draft2'],
  'wasi:logging': ['0.1.0-draft'],
};

/** Interfaces that components import without a version as well: so wasmCloud had it before the draft. */
const UNVERSIONED = ['wasi:logging/logging'];

/** @param provided as the bindings ask for it */
export function unmet(required: readonly Requirement[], provided: Imports): Unmet[] {
  return required.flatMap((requirement) => {
    const reason = reasonOf(requirement, provided);
    return reason === undefined ? [] : [{ import: requirement.interface, reason }];
  });
}

function reasonOf({ interface: path, functions }: Requirement, provided: Imports): string | undefined {
  const [name, version] = [unversioned(path), versionOf(path)];
  const drafts = DRAFTS[packageOf(path)];
  const versions = drafts ?? releasesIn(name, provided);
  const implementation = implementationOf(path, provided) ?? firstOf(name, provided);
  if (!implementation) return 'nothing provides it';
  if (version === undefined && UNVERSIONED.includes(name)) return undefined;
  const has = versions.join(' and ');
  if (version === undefined) return `it names no version, and the host has ${has}`;
  if (!versions.includes(drafts ? version : (releaseOf(version) ?? '')))
    return `the host has version ${has} of it, not ${version}`;
  const missing = functions.filter((one) => !hasFunction(implementation, one));
  return missing.length > 0 ? `the host has no ${missing.join(', ')} in it` : undefined;
}

type Implementation = Readonly<Record<string, unknown>>;

/** The import names of the bindings: all releases of 0.3 under one name, drafts with their version, others without. */
export function lookupNames(path: string): string[] {
  const name = unversioned(path);
  return releaseOf(versionOf(path) ?? '') === '0.3' ? [`${name}@0.3`] : [path, name];
}

const implementationOf = (path: string, provided: Imports): Implementation | undefined =>
  lookupNames(path)
    .map((name) => provided[name])
    .find((one) => one !== undefined) as Implementation | undefined;

const isOf = (name: string, key: string): boolean => key === name || key.startsWith(`${name}@`);
/** Any version of an interface. */
const firstOf = (name: string, provided: Imports): Implementation | undefined =>
  Object.entries(provided).find(([key]) => isOf(name, key))?.[1] as Implementation | undefined;

function releasesIn(name: string, provided: Imports): string[] {
  const keys = Object.keys(provided).filter((key) => isOf(name, key));
  return keys.map((key) => (key === name ? '0.2' : key.slice(name.length + 1))).sort();
}

/** `now`, `[method]pollable.block`, `[static]fields.from-list`, `[constructor]fields`. */
function hasFunction(implementation: Readonly<Record<string, unknown>>, name: string): boolean {
  const [, kind, resource = '', member = ''] = /^\[(\w+)\]([^.]+)(?:\.(.+))?$/.exec(name) ?? [];
  if (kind === undefined) return typeof implementation[camelCase(name)] === 'function';
  const type = implementation[pascalCase(resource)];
  if (typeof type !== 'function') return false;
  if (kind === 'constructor') return true;
  return camelCase(member) in (kind === 'static' ? type : (type.prototype as object));
}
