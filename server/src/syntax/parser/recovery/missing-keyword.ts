import type { Attribute, Interface, TokenIndex, World } from '../../ast.ts';
import { members } from '../bodies.ts';
import type { Block } from './broken-head.ts';
import type { Cursor } from '../cursor.ts';
import { interfaceItem } from '../interfaces.ts';
import { worldItem } from '../worlds.ts';

/** `name { … }`, whose keyword is missing or wrong. The error has been reported. */
export function itemWithoutKeyword(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
  { brace, name, content }: Block,
): Interface | World {
  cursor.position = brace + 1;
  cursor.resume();
  if (content === 'world') {
    const items = members(cursor, first, 'world', worldItem);
    return { kind: 'world', attributes, name, items, ...cursor.span(first) };
  }
  const items = members(cursor, first, 'interface', interfaceItem);
  return { kind: 'interface', attributes, name, items, ...cursor.span(first) };
}
