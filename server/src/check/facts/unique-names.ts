import { memoizedByText } from '../../base/memoized-by-text.ts';
import type { Name, Span } from '../../syntax/ast.ts';

/** A name and its key for comparison. */
export interface UniqueName {
  readonly name: string;
  readonly key: string;
  readonly at: Span;
}

/** How the component validator compares names (Explainer.md, "strongly-unique"): no case, no hyphens. */
export const folded = memoizedByText((name) => name.toLowerCase().replaceAll('-', ''));

export const uniqueName = ({ text, token }: Name): UniqueName => ({
  name: text,
  key: folded(text),
  at: { first: token, last: token },
});

/** A name, and another one before it that is the same. */
export interface Clash {
  readonly name: string;
  readonly other: string;
  readonly at: Span;
}

/** Each name whose key another one had before it. */
export function* clashesIn(names: Iterable<UniqueName>): Generator<Clash> {
  const seen = new Map<string, string>();
  for (const { name, key, at } of names) {
    const other = seen.get(key);
    if (other !== undefined) yield { name, other, at };
    else seen.set(key, name);
  }
}
