import type { Fix, FixContext } from '../fix.ts';
import { replacement } from '../replacement.ts';

/** The package that another file of the folder says it is. */
export function* samePackage(context: FixContext): Generator<Fix> {
  const [first] = context.found.related;
  const text = first && context.snapshot.file(first.uri)?.tokens.text.slice(first.start, first.end);
  if (text) yield replacement(context, text);
}
