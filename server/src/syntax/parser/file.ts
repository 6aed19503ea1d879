import type {
  Attribute,
  NestedPackage,
  PackageHeader,
  SourceFile,
  TokenIndex,
  TopLevelItem,
  TopLevelUse,
} from '../ast.ts';
import { kindOf } from '../token-kind.ts';
import type { Tokens } from '../tokens.ts';
import { body, itemOf } from './bodies.ts';
import { Cursor } from './cursor.ts';
import { interfaceDefinition } from './interfaces.ts';
import { packageId, path } from './paths.ts';
import { recover } from './recovery.ts';
import { world } from './worlds.ts';

/** Nested deeper than this, the reference gives up. */
const deepestPackage = 100;

/** Reads a whole file. A broken one is read again with layout as a witness of what its braces should be. */
export function parseFile(tokens: Tokens): SourceFile {
  const strict = read(new Cursor(tokens, false));
  return strict.errors.length === 0 ? strict : read(new Cursor(tokens, true));
}

function read(cursor: Cursor): SourceFile {
  const header = packageHeader(cursor);
  const items: TopLevelItem[] = [];
  while (cursor.kind !== kindOf.eof) {
    const item = itemOf(cursor, 'file', topLevelItem(0));
    if (item) items.push(item);
    if (cursor.kind === kindOf['}']) strayBrace(cursor);
  }
  return { header, items, errors: cursor.errors };
}

/** A brace that closes nothing; if one was missing further in, that has been said. */
function strayBrace(cursor: Cursor): void {
  const at = { first: cursor.position, last: cursor.position };
  if (cursor.errors.length === 0) cursor.report('unexpected-brace', at);
  cursor.position++;
}

/** `package ns:name;`, which only the first item can be. */
function packageHeader(cursor: Cursor): PackageHeader | undefined {
  if (!cursor.at('package') || isBlock(cursor)) return undefined;
  const first = cursor.position++;
  const id = packageId(cursor);
  // To the reference a `package` that does not end here must be a block.
  if (!cursor.eat(';')) cursor.unexpected('`;` or `{`');
  if (cursor.panicking) recover(cursor, 'file', first);
  return { kind: 'package-header', id, ...cursor.span(first) };
}

/** Whether the `package` that comes next has a body: a `{` before anything that ends or starts an item. */
function isBlock({ tokens, position }: Cursor): boolean {
  for (let at = position + 1; ; at++) {
    const kind = tokens.kind(at);
    if (kind === kindOf['{']) return true;
    if (!partsOfId.has(kind)) return false;
  }
}

const partsOfId = new Set(
  (['identifier', 'escaped-identifier', ':', '@', 'integer', '.', '-', '+'] as const).map(
    (name) => kindOf[name],
  ),
);

const topLevelItem =
  (depth: number) =>
  (cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): TopLevelItem | undefined => {
    if (cursor.at('interface')) return interfaceDefinition(cursor, attributes, first);
    if (cursor.at('world')) return world(cursor, attributes, first);
    if (cursor.at('use')) return topLevelUse(cursor, attributes, first);
    if (cursor.at('package')) return nestedPackage(cursor, attributes, first, depth);
    cursor.unexpected('`world`, `interface`, `use` or `package`');
    return undefined;
  };

function topLevelUse(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): TopLevelUse {
  cursor.position++;
  const from = path(cursor);
  const as = cursor.eat('as') ? cursor.name(';') : undefined;
  cursor.expect(';');
  return { kind: 'top-level-use', attributes, path: from, as, ...cursor.span(first) };
}

function nestedPackage(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
  depth: number,
): NestedPackage {
  const keyword = { first: cursor.position, last: cursor.position };
  if (attributes.length > 0) cursor.report('attribute-on-package', keyword);
  if (depth >= deepestPackage) cursor.fail('package-nesting', keyword, { limit: String(deepestPackage) });
  else cursor.position++;
  const id = packageId(cursor);
  const items = body(cursor, first, 'package', topLevelItem(depth + 1));
  return { kind: 'nested-package', id, items, ...cursor.span(first) };
}
