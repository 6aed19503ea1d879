import type { Attribute, Span, TokenIndex } from '../ast.ts';
import { kindOf } from '../lexer/token-kind.ts';
import type { Tokens } from '../lexer/tokens.ts';
import { headOf } from './head-of.ts';
import type { Layout } from './recovery/layout.ts';

/** An item of any kind, with its possible members. */
export type Node = Span & {
  readonly kind: string;
  readonly attributes?: readonly Attribute[];
  readonly items?: readonly Node[];
  readonly functions?: readonly Node[];
  readonly target?: { readonly kind: string; readonly items?: readonly Node[] } | undefined;
};

/** The items in the body of an item; undefined where it can have none. */
export const membersOf = ({ items, functions, target }: Node): readonly Node[] | undefined =>
  items ?? functions ?? target?.items;

/**
 * Whether an item that was read without an error would be read the same with the evidence of layout: nothing in it
 * looks like the start of another item, and its braces are certain.
 *
 * @param tokens the tokens of the layout; those of the item are unchanged
 */
export function parsesTheSame(item: Node, tokens: Tokens, layout: Layout): boolean {
  const head = headOf(item);
  const members = membersOf(item);
  const brace = members && openingBrace(tokens, head, item.last);
  if (brace === undefined) return layout.nextItem(head) > item.last;
  if (layout.nextItem(head) <= brace || layout.closing(brace) !== item.last) return false;
  return members!.every((member) => parsesTheSame(member, tokens, layout));
}

function openingBrace(tokens: Tokens, head: TokenIndex, last: TokenIndex): TokenIndex | undefined {
  for (let at = head; at <= last; at++) if (tokens.kind(at) === kindOf['{']) return at;
  return undefined;
}
