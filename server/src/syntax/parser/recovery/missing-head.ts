import type { Attribute, Interface, TokenIndex, World } from '../../ast.ts';
import { isIdentifier, kindOf } from '../../lexer/token-kind.ts';
import { headOf } from '../head-of.ts';
import { membersUpTo } from '../bodies.ts';
import type { Cursor } from '../cursor.ts';
import type { Layout } from './layout.ts';
import { interfaceItem } from '../interfaces.ts';
import { behindAttributes, startsItem, wordsOfWorlds } from './starts.ts';
import { typeDefinitions } from '../type-definitions.ts';
import { worldItem } from '../worlds.ts';

/**
 * Members of an interface or world that are in none, as when its first line is commented out. The error has been
 * reported.
 *
 * @param first token of the item, its attributes included
 */
export function itemsWithoutHead(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
): Interface | World | undefined {
  const { layout } = cursor;
  if (!layout || !cursor.panicking) return undefined;
  const head = headOf({ first, attributes });
  const end = endOfMembers(cursor, layout, head);
  if (end === undefined) return topLevelType(cursor, attributes, first, head);
  // Attributes that are indented less belong to the missing head.
  const own = attributes.find((one) => layout.place(head, one.first) !== 'outside');
  cursor.position = own?.first ?? head;
  cursor.resume();
  if (isWorld(cursor, layout, end)) {
    const items = membersUpTo(cursor, end, 'world', worldItem);
    return { kind: 'world', attributes: [], name: undefined, items, ...cursor.span(first) };
  }
  const items = membersUpTo(cursor, end, 'interface', interfaceItem);
  return { kind: 'interface', attributes: [], name: undefined, items, ...cursor.span(first) };
}

/** The brace after members, which are indented more; undefined if no member starts at a token. */
function endOfMembers(cursor: Cursor, layout: Layout, head: TokenIndex): TokenIndex | undefined {
  if (!startsMember(cursor, head) || !layout.isFirstOnLine(head)) return undefined;
  const end = layout.nextOutside(head);
  return cursor.tokens.kind(end) === kindOf['}'] ? end : undefined;
}

const startsMember = (cursor: Cursor, at: TokenIndex): boolean =>
  startsItem(cursor.tokens, 'interface', at) || startsItem(cursor.tokens, 'world', at);

/** Whether a line of the members decides so. */
function isWorld({ tokens, position }: Cursor, layout: Layout, end: TokenIndex): boolean {
  for (let at = position; at < end; at++)
    if (layout.isFirstOnLine(at) && wordsOfWorlds.has(tokens.kind(at))) return true;
  return false;
}

/** A type at the top level. With items in it, it is an interface or world by another keyword. */
function topLevelType(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
  head: TokenIndex,
): Interface | undefined {
  const { tokens } = cursor;
  if (!typeDefinitions.has(tokens.kind(head)) || !isIdentifier(tokens.kind(head + 1))) return undefined;
  const inside = tokens.kind(head + 2) === kindOf['{'] ? behindAttributes(tokens, head + 3) : undefined;
  if (inside !== undefined && startsMember(cursor, inside)) return undefined;
  cursor.position = head;
  cursor.resume();
  const type = interfaceItem(cursor, attributes, first);
  return {
    kind: 'interface',
    attributes: [],
    name: undefined,
    items: type ? [type] : [],
    ...cursor.span(first),
  };
}
