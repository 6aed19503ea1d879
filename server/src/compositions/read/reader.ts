import { ProblemError } from '../../base/problem.ts';
import { fetchedPath, isAddress, isLikeReference } from '../registry.ts';
import type { PlanSource } from '../plan-source.ts';
import type { Problems } from '../problems.ts';
import { asString, asTable, type PlanNode } from './plan-node.ts';

/** How a plan's tables are read: entry by entry, so that a mistake in one does not hide the others. */
export interface Reader {
  readonly problems: Problems;
  /**
   * The file of a path; for a reference to a registry, the file that its component is fetched to.
   * @throws ProblemError `plan-value` when the value is no string, or almost a reference
   */
  path(node: PlanNode): string;
  /** Reads each entry of a table; reports those that cannot be read, and gives their names. */
  entries<T>(
    table: PlanNode | undefined,
    readOne: (name: string, node: PlanNode) => T,
  ): { readonly read: readonly T[]; readonly refused: readonly string[] };
}

export function reader(source: PlanSource, problems: Problems): Reader {
  return {
    problems,
    path: (node) => {
      const text = asString(node);
      const fetched = fetchedPath(text);
      if (fetched === undefined && (isAddress(text) || isLikeReference(text))) throw noReference(text, node);
      return source.resolve(fetched ?? text);
    },
    entries: (table, readOne) => {
      const read = [];
      const refused = [];
      for (const [name, node] of (table && problems.attempt(() => asTable(table))) ?? []) {
        const one = problems.attempt(() => readOne(name, node));
        if (one === undefined) refused.push(name);
        else read.push(one);
      }
      return { read, refused };
    },
  };
}

function noReference(text: string, { at }: PlanNode): ProblemError {
  const inLowerCase = text.toLowerCase();
  const isMeant = fetchedPath(inLowerCase) !== undefined;
  return new ProblemError({
    code: 'plan-value',
    message: isAddress(text)
      ? `“${text}” is an address, and a component is named by a path or by its package`
      : `“${text}” is no package with a version`,
    help: isMeant
      ? `Did you mean “${inLowerCase}”?`
      : 'A component of a registry is named by its package and its whole version: "acme:auth@1.2.0".',
    ...(isMeant && { suggestions: [JSON.stringify(inLowerCase)] }),
    at,
  });
}
