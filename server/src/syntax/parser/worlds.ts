import type {
  Attribute,
  Extern,
  ExternTarget,
  Include,
  Name,
  TokenIndex,
  Use,
  World,
  WorldItem,
} from '../ast.ts';
import { identifierMistake } from '../identifier.ts';
import { isIdentifier, kindOf } from '../lexer/token-kind.ts';
import { body, members } from './bodies.ts';
import { type Block, blockBehindMistake } from './recovery/broken-head.ts';
import { type Cursor, nameText } from './cursor.ts';
import { functionType } from './functions.ts';
import { interfaceItem, use } from './interfaces.ts';
import { bracedList } from './lists.ts';
import { path, renaming } from './paths.ts';
import { assumeExternKeyword, assumeWith } from './recovery/mistyped-keyword.ts';
import { resourceWithoutKeyword, typeDefinitions } from './type-definitions.ts';

/** `world name { … }` */
export function world(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): World {
  cursor.position++;
  const name = cursor.name('{');
  const items = body(cursor, first, 'world', worldItem);
  return { kind: 'world', attributes, name, items, ...cursor.span(first) };
}

export function worldItem(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
): WorldItem | undefined {
  const define = typeDefinitions.get(cursor.kind);
  if (define) return define(cursor, attributes, first);
  if (cursor.at('use')) return use(cursor, attributes, first) satisfies Use;
  if (cursor.at('include')) return include(cursor, attributes, first);
  if (cursor.at('import') || cursor.at('export')) return extern(cursor, attributes, first);
  cursor.unexpected('`import`, `export`, `include`, `use` or a type definition');
  const block = blockBehindMistake(cursor, 'world', first);
  if (!block) return undefined;
  if (block.content === 'resource') return resourceWithoutKeyword(cursor, attributes, first, block);
  if (block.content === 'world') return skipWorld(cursor, block);
  const target = externBehindMistake(cursor, block);
  return { kind: 'extern', attributes, direction: 'import', target, ...cursor.span(first) };
}

/** A world within a world, for example after pasting. It is parsed, so that its items are not reported as well. */
function skipWorld(cursor: Cursor, { brace }: Block): undefined {
  const opener = cursor.position;
  cursor.position = brace + 1;
  cursor.resume();
  members(cursor, opener, 'world', worldItem);
}

function include(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): Include {
  cursor.position++;
  const from = path(cursor);
  assumeWith(cursor);
  const renamed = cursor.eat('with');
  const names = renamed ? bracedList(cursor, (inner) => renaming(inner, true)) : [];
  if (!renamed) cursor.expect(';');
  return { kind: 'include', attributes, path: from, with: names, ...cursor.span(first) };
}

function extern(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): Extern {
  const direction = cursor.eat('import') ? 'import' : 'export';
  if (direction === 'export') cursor.position++;
  let target = externTarget(cursor);
  if (target?.kind !== 'interface') cursor.expect(';');
  const block = blockBehindMistake(cursor, 'world', first);
  if (block) target = externBehindMistake(cursor, block);
  return { kind: 'extern', attributes, direction, target, ...cursor.span(first) };
}

function externTarget(cursor: Cursor): ExternTarget | undefined {
  if (isNamed(cursor)) return namedTarget(cursor);
  const target = path(cursor);
  return target && { kind: 'path', path: target };
}

/** Whether a colon that follows is a name's (`id: …`) and not a package's (`ns:pkg/…`). */
function isNamed(cursor: Cursor): boolean {
  if (!cursor.atIdentifier() || cursor.ahead(1) !== kindOf[':']) return false;
  const qualified = isIdentifier(cursor.ahead(2)) && cursor.ahead(3) === kindOf['/'];
  return !(qualified && !identifierMistake(nameText(cursor.tokens, cursor.position + 2)));
}

function namedTarget(cursor: Cursor): ExternTarget | undefined {
  const name = cursor.name();
  if (!name) return undefined;
  cursor.expect(':');
  assumeExternKeyword(cursor);
  if (cursor.at('func') || cursor.at('async') || cursor.accessor())
    return { kind: 'function', name, func: functionType(cursor) };
  if (cursor.at('interface')) return inlineInterface(cursor, name);
  const target = path(cursor);
  return target ? { kind: 'named-path', name, path: target } : { kind: 'incomplete', name };
}

/** `import name: interface { … }` whose head is broken. */
function externBehindMistake(cursor: Cursor, { brace, name }: Block): ExternTarget {
  const opener = cursor.position;
  cursor.position = brace + 1;
  cursor.resume();
  return { kind: 'interface', name, items: members(cursor, opener, 'interface', interfaceItem) };
}

function inlineInterface(cursor: Cursor, name: Name): ExternTarget {
  // The indentation of the body's braces is compared with that of the line of `import`.
  const opener = cursor.position++;
  return { kind: 'interface', name, items: body(cursor, opener, 'interface', interfaceItem) };
}
