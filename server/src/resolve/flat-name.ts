import { memoizedByText } from '../base/memoized-by-text.ts';
import type { Accessor } from '../syntax/ast.ts';

interface Named {
  readonly kind: 'free' | 'method' | 'static' | 'constructor';
  /** Empty of a constructor. */
  readonly name: string;
  readonly resource?: string | undefined;
  readonly accessor: Accessor | undefined;
}

/** The name that a function has in a component (Explainer.md, "plainname"): `[method][get]resource.name`. */
export function flatName({ kind, name, resource, accessor }: Named): string {
  const marks = (kind === 'free' ? '' : `[${kind}]`) + (accessor ? `[${accessor}]` : '');
  return marks + (kind === 'free' ? name : kind === 'constructor' ? resource : `${resource}.${name}`);
}

/** The getter that a setter belongs to, both by their flat names; undefined if the name is no setter. */
export function getterOf(flat: string): string | undefined {
  // Of the names in worlds most are those of interfaces.
  if (!flat.startsWith('[')) return undefined;
  const [, before, after] = /^((?:\[\w+\])?)\[set\](.*)$/.exec(flat) ?? [];
  return after === undefined ? undefined : `${before}[get]${after}`;
}

/** Whether a flat name is that of a resource's function. */
export const isOfResource = (flat: string): boolean => /^\[(?:method|static|constructor)\]/.test(flat);

/**
 * The key that flat names are compared by (Explainer.md, "strongly-unique"): without case, hyphens and marks, except
 * the mark of a setter or a constructor, and `r` for `r.r`.
 */
export const strongKey = memoizedByText((flat) => {
  const [, marks, name] = /^((?:\[\w+\])*)(.*)$/.exec(flat)!;
  const folded = name!.toLowerCase().replaceAll('-', '');
  const [resource = '', own] = folded.split('.');
  if (own === resource) return resource;
  if (marks === '[constructor]') return marks + folded;
  return marks!.endsWith('[set]') ? `[set]${folded}` : folded;
});
