import type { PlanPlace } from './plan-place.ts';
import type { TomlPlace } from './toml-place.ts';

const ROOT = [
  'dependencies',
  'instantiations',
  'definitions',
  'search-paths',
  'skip-validation',
  'disallow-imports',
];

/** The role of a position in a configuration of `wasm-tools compose`. */
export function configPlace({ path, role, key, beside }: TomlPlace): PlanPlace | undefined {
  const [section, name, member, argument] = path;
  const isKey = role === 'key';
  if (section === undefined) return isKey ? { kind: 'key', keys: ROOT } : undefined;
  if (section === 'definitions' || section === 'search-paths') return { kind: 'path' };
  if (section === 'dependencies') return inDependency(name, isKey);
  if (section !== 'instantiations') return undefined;
  if (name === undefined) return isKey ? { kind: 'name' } : undefined;
  if (member === undefined) {
    if (isKey) return { kind: 'key', keys: ['dependency', 'arguments'] };
    return key === 'dependency' ? { kind: 'provider' } : undefined;
  }
  if (member !== 'arguments') return undefined;
  if (argument === undefined) {
    if (isKey) return { kind: 'import', instance: name };
    return key === undefined ? undefined : { kind: 'provider', import: key, instance: name };
  }
  if (isKey) return { kind: 'key', keys: ['instance', 'export'] };
  if (key === 'export') return { kind: 'export', instance: beside.get('instance') };
  return key === 'instance' ? { kind: 'provider', import: argument, instance: name } : undefined;
}

function inDependency(name: string | undefined, isKey: boolean): PlanPlace {
  if (name !== undefined) return isKey ? { kind: 'key', keys: ['path'] } : { kind: 'path' };
  return { kind: isKey ? 'name' : 'path' };
}
