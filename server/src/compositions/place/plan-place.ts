import { INSTANCE_KEYS } from '../read/read-instances.ts';
import type { TomlPlace } from './toml-place.ts';

/** The role of a position in a composition.toml. */
export type PlanPlace =
  /** A key that the format knows, or one of the names of tables. */
  | { readonly kind: 'key'; readonly keys: readonly string[] }
  /** A name that is given here: of an instance, a package. */
  | { readonly kind: 'name' }
  /** An import of an instance. */
  | { readonly kind: 'import'; readonly instance: string }
  /** An export of an instance; of any, under [exports]. `filled` is the import that it fills. */
  | { readonly kind: 'export'; readonly instance: string | undefined; readonly filled?: FilledImport }
  /** The instance that provides something; `import` of `instance`, or an export of the composition. */
  | { readonly kind: 'provider'; readonly import?: string; readonly instance?: string }
  /** The path of a component, or of a folder that is built into one. */
  | { readonly kind: 'path' }
  /** The path of a file or folder that an instance sees. */
  | { readonly kind: 'file' }
  /** The world that the composition must fit. */
  | { readonly kind: 'world' };

export interface FilledImport {
  readonly import: string;
  readonly instance: string;
}

const ROOT = ['instances', 'exports', 'component', 'packages', 'document', 'targets', 'versions'];

/** The role of a place in a `composition.toml`; undefined where a plan has none. */
export function planPlace(place: TomlPlace): PlanPlace | undefined {
  const { path } = place;
  if (place.role === 'header') return inHeader(path);
  if (path.length === 0) return atRoot(place);
  switch (path[0]) {
    case 'instances':
    case 'component':
      return inInstances(place);
    case 'exports':
      return inExports(place);
    case 'packages':
      return { kind: place.role === 'key' ? 'name' : 'path' };
    default:
      return undefined;
  }
}

function inHeader(path: readonly string[]): PlanPlace | undefined {
  if (path.length === 0)
    return { kind: 'key', keys: ROOT.filter((key) => !['document', 'targets', 'versions'].includes(key)) };
  if (path.length === 1) return { kind: 'provider' };
  return path.length === 2 ? { kind: 'key', keys: INSTANCE_KEYS } : undefined;
}

function atRoot({ role, key }: TomlPlace): PlanPlace | undefined {
  if (role === 'key') return { kind: 'key', keys: ROOT };
  if (key === 'targets') return { kind: 'world' };
  return key === 'document' ? { kind: 'path' } : undefined;
}

function inInstances({ path, role, key, beside }: TomlPlace): PlanPlace | undefined {
  const [form, instance, , name] = path;
  const [pathKey, providerKey] = form === 'instances' ? ['component', 'instance'] : ['path', 'component'];
  if (instance === undefined) return { kind: role === 'key' ? 'name' : 'path' };
  if (path.length === 2) {
    if (role === 'key') return { kind: 'key', keys: [pathKey, ...INSTANCE_KEYS] };
    return key === pathKey ? { kind: 'path' } : undefined;
  }
  if (path[2] === 'files') return role === 'key' ? undefined : { kind: 'file' };
  if (path[2] !== 'imports') return undefined;
  if (name !== undefined) return exportOf(role, key, beside, providerKey, { import: name, instance });
  if (role === 'key') return { kind: 'import', instance };
  return key === undefined ? undefined : { kind: 'provider', import: key, instance };
}

function inExports({ path, role, key, beside }: TomlPlace): PlanPlace | undefined {
  if (path.length === 1)
    return role === 'key' ? { kind: 'export', instance: undefined } : { kind: 'provider' };
  return exportOf(role, key, beside, 'instance', {});
}

/** Within `{ instance = "…", export = "…" }`. */
function exportOf(
  role: TomlPlace['role'],
  key: string | undefined,
  beside: TomlPlace['beside'],
  providerKey: string,
  wire: Partial<FilledImport>,
): PlanPlace | undefined {
  if (role === 'key')
    return { kind: 'key', keys: [providerKey, 'export', ...(wire.import === undefined ? [] : ['stub'])] };
  if (key === 'export') {
    const { import: name, instance } = wire;
    const filled = name !== undefined && instance !== undefined && { filled: { import: name, instance } };
    return { kind: 'export', instance: beside.get(providerKey), ...filled };
  }
  return key === providerKey ? { kind: 'provider', ...wire } : undefined;
}
