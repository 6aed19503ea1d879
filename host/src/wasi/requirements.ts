import type { Imports } from './imports.ts';

/** What a component imports of one interface: its name with the version, and functions as WIT names them. */
export interface Requirement {
  readonly interface: string;
  readonly functions: readonly string[];
}

/** Why a requirement cannot be met, as the end of a sentence about the import. */
export interface Unmet {
  readonly import: string;
  readonly reason: string;
}

/** The releases that are implemented; a later patch asks for nothing else, or its functions say so. */
const RELEASES = /^0\.2\.\d+$/;
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
  const [name = '', version] = path.split('@');
  const [package_ = ''] = name.split('/');
  const implementation = implementationOf(path, provided);
  if (!implementation) return 'nothing provides it';
  if (version === undefined && UNVERSIONED.includes(name)) return undefined;
  if (version === undefined) return 'it names no version, and the host has 0.2';
  const drafts = DRAFTS[package_];
  const isKnown = drafts ? drafts.includes(version) : RELEASES.test(version);
  if (!isKnown) return `the host has version ${drafts?.join(' and ') ?? '0.2'} of it, not ${version}`;
  const missing = functions.filter((one) => !hasFunction(implementation, one));
  return missing.length > 0 ? `the host has no ${missing.join(', ')} in it` : undefined;
}

type Implementation = Readonly<Record<string, unknown>>;

/** That of the version, or of all of them, or of another one. */
function implementationOf(path: string, provided: Imports): Implementation | undefined {
  const name = path.replace(/@.*/, '');
  const found = provided[path] ?? provided[name] ?? firstDraft(name, provided);
  return found as Implementation | undefined;
}

const firstDraft = (name: string, provided: Imports): object | undefined =>
  provided[Object.keys(provided).find((one) => one.startsWith(`${name}@`)) ?? ''];

/** `now`, `[method]pollable.block`, `[static]fields.from-list`, `[constructor]fields`. */
function hasFunction(implementation: Readonly<Record<string, unknown>>, name: string): boolean {
  const [, kind, resource = '', member = ''] = /^\[(\w+)\]([^.]+)(?:\.(.+))?$/.exec(name) ?? [];
  if (kind === undefined) return typeof implementation[camelCase(name)] === 'function';
  const type = implementation[pascalCase(resource)];
  if (typeof type !== 'function') return false;
  if (kind === 'constructor') return true;
  return camelCase(member) in (kind === 'static' ? type : (type.prototype as object));
}

const camelCase = (name: string): string =>
  name.toLowerCase().replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const pascalCase = (name: string): string => camelCase(`-${name}`);
