import { HostError } from '../problem.ts';
import type { SourceLocation } from '../protocol.ts';
import { nearest } from '../../../server/src/base/nearest.ts';
import type { Instance } from './graph.ts';
import { meant } from './names.ts';

/** @throws HostError `unknown-instance` */
export function instanceNamed(
  name: string,
  instances: readonly Instance[],
  at: SourceLocation | undefined,
): Instance {
  const found = instances.find((instance) => instance.name === name);
  if (found) return found;
  const names = instances.map((instance) => instance.name);
  throw new HostError({
    code: 'unknown-instance',
    message: `there is no instance “${name}”`,
    help: suggestion(name, names, 'The plan has'),
    ...(at && { at }),
  });
}

/**
 * The imports of an instance that a plan's name stands for: more than one only when it leaves out the version.
 * @throws HostError `unknown-import`
 */
export function importsNamed(
  name: string,
  instance: Instance,
  at: SourceLocation | undefined,
): readonly string[] {
  const names = instance.description.imports.map((item) => item.name);
  const found = meant(name, names);
  if (found.length > 0) return found;
  throw new HostError({
    code: 'unknown-import',
    message: `${instance.name} does not import “${name}”`,
    help: suggestion(name, names, 'It imports'),
    ...(at && { at }),
  });
}

/** @throws HostError `unknown-export` when there is none, or when the version must be told */
export function exportNamed(name: string, instance: Instance, at: SourceLocation | undefined): string {
  const names = instance.description.exports.map((item) => item.name);
  const [found, ...more] = meant(name, names);
  if (found !== undefined && more.length === 0) return found;
  throw new HostError({
    code: 'unknown-export',
    message: `${instance.name} ${found ? 'has more than one export' : 'does not export'} “${name}”`,
    help: found ? `Say which: ${[found, ...more].join(', ')}.` : suggestion(name, names, 'It exports'),
    ...(at && { at }),
  });
}

function suggestion(name: string, candidates: readonly string[], lead: string): string {
  const near = nearest(name, candidates);
  if (near) return `Did you mean “${near}”?`;
  return `${lead} ${candidates.length > 0 ? candidates.join(', ') : 'nothing'}.`;
}
