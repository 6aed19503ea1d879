import type { Attribute, Interface, Name, TokenIndex, World } from '../ast.ts';
import { isIdentifier, kindOf } from '../token-kind.ts';
import { members } from './bodies.ts';
import { type Cursor, nameText } from './cursor.ts';
import { interfaceItem } from './interfaces.ts';
import { startsTopLevelItem } from './starts.ts';
import { worldItem } from './worlds.ts';

/**
 * `name { … }`, whose keyword is missing or something else: a world if its first item is one of worlds only.
 * The mistake has been told.
 */
export function withoutKeyword(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
): Interface | World | undefined {
  const brace = braceOnLine(cursor);
  if (brace === undefined) return undefined;
  const name = nameAt(cursor, brace - 1);
  cursor.position = brace + 1;
  cursor.goOn();
  return isWorld(cursor)
    ? {
        kind: 'world',
        attributes,
        name,
        items: members(cursor, first, 'world', worldItem),
        ...cursor.span(first),
      }
    : {
        kind: 'interface',
        attributes,
        name,
        items: members(cursor, first, 'interface', interfaceItem),
        ...cursor.span(first),
      };
}

function braceOnLine(cursor: Cursor): TokenIndex | undefined {
  const { tokens, layout } = cursor;
  for (let at = cursor.position; at < tokens.count; at++) {
    if (at === cursor.position) continue;
    if (tokens.kind(at) === kindOf['{']) return at;
    const elsewhere = layout?.isFirstOnLine(at) || startsTopLevelItem(cursor, at);
    if (elsewhere || tokens.kind(at) === kindOf[';']) return undefined;
  }
  return undefined;
}

function nameAt({ tokens }: Cursor, token: TokenIndex): Name | undefined {
  return isIdentifier(tokens.kind(token)) ? { text: nameText(tokens, token), token } : undefined;
}

const ofWorlds = new Set([kindOf.import, kindOf.export, kindOf.include]);
const endsOfItem = new Set([kindOf[';'], kindOf['}'], kindOf['{'], kindOf.eof]);

function isWorld({ tokens, position }: Cursor): boolean {
  for (let at = position; !endsOfItem.has(tokens.kind(at)); at++)
    if (ofWorlds.has(tokens.kind(at))) return true;
  return false;
}
