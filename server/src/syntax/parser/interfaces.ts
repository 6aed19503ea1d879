import type { Attribute, Interface, InterfaceItem, TokenIndex, Use } from '../ast.ts';
import { body } from './bodies.ts';
import { blockBehindMistake } from './recovery/broken-head.ts';
import type { Cursor } from './cursor.ts';
import { functionItem } from './functions.ts';
import { bracedList } from './lists.ts';
import { path, renaming } from './paths.ts';
import { resourceWithoutKeyword, typeDefinitions } from './type-definitions.ts';

/** `interface name { … }` */
export function interfaceDefinition(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
): Interface {
  cursor.position++;
  const name = cursor.name('{');
  const items = body(cursor, first, 'interface', interfaceItem);
  return { kind: 'interface', attributes, name, items, ...cursor.span(first) };
}

export function interfaceItem(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
): InterfaceItem | undefined {
  const item = wholeItem(cursor, attributes, first);
  const block = blockBehindMistake(cursor, 'interface', first);
  const isResource = block?.content === 'resource' || block?.content === 'functions';
  return isResource ? resourceWithoutKeyword(cursor, attributes, first, block) : item;
}

function wholeItem(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
): InterfaceItem | undefined {
  const define = typeDefinitions.get(cursor.kind);
  if (define) return define(cursor, attributes, first);
  if (cursor.at('use')) return use(cursor, attributes, first);
  if (cursor.atIdentifier()) return functionItem(cursor, attributes, first);
  cursor.unexpected('a type, a resource or a function');
  return undefined;
}

/** `use path.{a, b as c};` */
export function use(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): Use {
  cursor.position++;
  const from = path(cursor);
  cursor.expectOrAssume('.', '{');
  const names = bracedList(cursor, (inner) => renaming(inner, false));
  cursor.expect(';');
  return { kind: 'use', attributes, path: from, names, ...cursor.span(first) };
}
