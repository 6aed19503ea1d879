import { ProblemError } from '../../base/problem.ts';
import type { PlannedFile, PlannedFiles } from '../plan.ts';
import { asString, type PlanNode } from './plan-node.ts';
import type { Reader } from './reader.ts';

/**
 * `files`: a table from the paths that one component sees to those of files and folders.
 */
export function readFiles(node: PlanNode, read: Reader): PlannedFiles {
  const readFile = (path: string, child: PlanNode): PlannedFile => ({
    path: guestPath(path, child),
    source: read.path(child),
    written: asString(child),
    at: child.at,
  });
  return { entries: read.entries(node, readFile).read, at: node.keyAt };
}

/** @throws ProblemError `plan-value` */
function guestPath(path: string, { keyAt }: PlanNode): string {
  const names = path.slice(1).replace(/\/$/, '').split('/');
  const isRoot = path === '/';
  const isPlain = names.every((name) => !['', '.', '..'].includes(name) && !name.includes('\0'));
  if (path.startsWith('/') && (isRoot || isPlain)) return isRoot ? '' : names.join('/');
  throw new ProblemError({
    code: 'plan-value',
    message: `“${path}” is no path that a component can see`,
    help: 'Write it from the root on, without . and ..: "/etc/app.toml".',
    at: keyAt,
  });
}
