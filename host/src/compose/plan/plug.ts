import { basename, extname } from 'node:path';
import type { Plan } from '../../../../server/src/compositions/plan.ts';

/**
 * The plan that a socket and its plugs make: wired by name, and nothing but the socket exported.
 * Instances are named after their files.
 */
export function plugPlan(socket: string, plugs: readonly string[]): Plan {
  const names = new Map<string, number>();
  const instances = [socket, ...plugs].map((source) => {
    const name = basename(source, extname(source));
    const seen = (names.get(name) ?? 0) + 1;
    names.set(name, seen);
    return { name: seen === 1 ? name : `${name}-${seen}`, source, imports: [] };
  });
  return { instances, refused: [], exports: [{ instance: instances[0]!.name }] };
}
