import type { Fix, FixContext } from '../fix.ts';
import { parse } from '../../../syntax/parse.ts';
import { replacement } from '../replacement.ts';

/** The package that another file of the folder says it is, unless that name is incomplete. */
export function* samePackage(context: FixContext): Generator<Fix> {
  const [first] = context.found.related;
  const text = first && context.snapshot.file(first.uri)?.tokens.text.slice(first.start, first.end);
  const isWhole = text !== undefined && parse('', `package ${text};`).ast.errors.length === 0;
  if (isWhole) yield replacement(context, text);
}
