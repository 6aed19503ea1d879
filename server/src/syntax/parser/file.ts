import type {
  Attribute,
  NestedPackage,
  PackageId,
  SourceFile,
  TokenIndex,
  TopLevelItem,
  TopLevelUse,
} from '../ast.ts';
import { kindOf } from '../lexer/token-kind.ts';
import type { Tokens } from '../lexer/tokens.ts';
import { body, itemOf, members } from './bodies.ts';
import { type Block, blockBehindMistake } from './recovery/broken-head.ts';
import { Cursor } from './cursor.ts';
import { interfaceDefinition } from './interfaces.ts';
import type { ReusableItems } from './reusable-items.ts';
import { layoutOf } from './recovery/layout.ts';
import { packageHeader } from './header.ts';
import { packageId, path } from './paths.ts';
import { outermost, recover } from './recovery/recovery.ts';
import { itemsWithoutHead } from './recovery/missing-head.ts';
import { itemWithoutKeyword } from './recovery/missing-keyword.ts';
import { world } from './worlds.ts';

/** Nested deeper than this, the reference gives up. */
const deepestPackage = 100;

/** Parses a whole file. A broken one is parsed again with the evidence of layout for its braces. */
export function parseFile(tokens: Tokens, former?: ReusableItems): SourceFile {
  const strict = tokens.hasInvalid ? undefined : read(new Cursor(tokens, undefined, former));
  return strict?.errors.length === 0 ? strict : read(new Cursor(tokens, layoutOf(tokens), former));
}

function read(cursor: Cursor): SourceFile {
  let header = packageHeader(cursor);
  const items: TopLevelItem[] = [];
  while (cursor.kind !== kindOf.eof) {
    // Unexpected tokens may precede the header.
    if (!header && cursor.errors.length > 0 && (header = packageHeader(cursor))) continue;
    const atBrace = cursor.kind === kindOf['}'];
    const item = atBrace ? strayBrace(cursor) : itemOf(cursor, outermost, topLevelItem(0));
    if (item) items.push(item);
  }
  return { header, items, errors: cursor.errors };
}

/** A brace that closes nothing, or replaces a keyword. If an inner brace is missing, that has been reported. */
function strayBrace(cursor: Cursor): TopLevelItem | undefined {
  const first = cursor.position;
  if (cursor.errors.length === 0) cursor.report('unexpected-brace', { first, last: first });
  cursor.resume();
  cursor.panicking = true;
  const item = blockItem(cursor, [], first, 0);
  if (!item) recover(cursor, outermost, first);
  return item;
}

const topLevelItem =
  (depth: number) =>
  (cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): TopLevelItem | undefined => {
    const item = wholeItem(cursor, attributes, first, depth);
    // In a package, the brace further out is that of the package.
    const headless = depth === 0 ? itemsWithoutHead(cursor, attributes, first) : undefined;
    return headless ?? blockItem(cursor, attributes, first, depth) ?? item;
  };

function wholeItem(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
  depth: number,
): TopLevelItem | undefined {
  if (cursor.at('interface')) return interfaceDefinition(cursor, attributes, first);
  if (cursor.at('world')) return world(cursor, attributes, first);
  if (cursor.at('use')) return topLevelUse(cursor, attributes, first);
  if (cursor.at('package')) return nestedPackage(cursor, attributes, first, depth);
  cursor.unexpected('`world`, `interface`, `use` or `package`');
  return undefined;
}

/** The kind of a block with a broken head at the cursor. */
function blockItem(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
  depth: number,
): TopLevelItem | undefined {
  const block = depth > deepestPackage ? undefined : blockBehindMistake(cursor, 'file', first);
  if (!block) return undefined;
  if (block.content !== 'packages') return itemWithoutKeyword(cursor, attributes, first, block);
  const id = idBefore(cursor, first, block);
  cursor.position = block.brace + 1;
  return {
    kind: 'nested-package',
    id,
    items: members(cursor, first, 'package', topLevelItem(depth + 1)),
    ...cursor.span(first),
  };
}

/** Leaves out a body, with all that nests in it. */
function skipBody(cursor: Cursor): void {
  const end = cursor.layout?.closing(cursor.position);
  if (end === undefined) cursor.panicking = true;
  else cursor.position = end + 1;
}

/** Reads the valid part of the id in a broken head. */
function idBefore(cursor: Cursor, first: TokenIndex, { brace, name }: Block): PackageId {
  cursor.resume();
  for (cursor.position = first; cursor.position < brace; cursor.position++)
    if (cursor.atIdentifier() && cursor.ahead(1) === kindOf[':']) return packageId(cursor);
  return { namespace: undefined, name, version: undefined, first: name.token, last: name.token };
}

function topLevelUse(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): TopLevelUse {
  cursor.position++;
  const from = path(cursor);
  const renamed = cursor.eat('as');
  const as = renamed ? cursor.name(';') : undefined;
  if (!cursor.eat(';')) cursor.unexpected(renamed ? '`;`' : '`as` or `;`');
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
  cursor.position++;
  const id = packageId(cursor);
  if (depth >= deepestPackage) {
    cursor.report('package-nesting', keyword, { limit: String(deepestPackage) });
    skipBody(cursor);
    return { kind: 'nested-package', id, items: [], ...cursor.span(first) };
  }
  const content = blockBehindMistake(cursor, 'file', first)?.content ?? 'packages';
  const items = content !== 'packages' ? [] : body(cursor, first, 'package', topLevelItem(depth + 1));
  return { kind: 'nested-package', id, items, ...cursor.span(first) };
}
