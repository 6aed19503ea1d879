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
  'wasi:config': ['0.2.0-rc.1', '0.2.0-draft'],
};

/** @param provided by interface without version, as the bindings ask for it */
export function unmet(required: readonly Requirement[], provided: Imports): Unmet[] {
  return required.flatMap((requirement) => {
    const reason = reasonOf(requirement, provided);
    return reason === undefined ? [] : [{ import: requirement.interface, reason }];
  });
}

function reasonOf({ interface: path, functions }: Requirement, provided: Imports): string | undefined {
  const [name = '', version] = path.split('@');
  const implementation = provided[name] as Readonly<Record<string, unknown>> | undefined;
  if (!implementation) return 'nothing provides it';
  if (version === undefined) return 'it names no version, and the host has 0.2';
  const drafts = DRAFTS[name.split('/')[0] ?? ''];
  const isKnown = drafts ? drafts.includes(version) : RELEASES.test(version);
  if (!isKnown) return `the host has version ${drafts?.join(' and ') ?? '0.2'} of it, not ${version}`;
  const missing = functions.filter((one) => !hasFunction(implementation, one));
  return missing.length > 0 ? `the host has no ${missing.join(', ')} in it` : undefined;
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

const camelCase = (name: string): string =>
  name.toLowerCase().replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const pascalCase = (name: string): string => camelCase(`-${name}`);
