import type { PrimitiveName, TokenIndex, Type } from '../ast.ts';
import { primitiveTypes } from '../primitive-types.ts';
import { kindOf, nameOfKind, type TokenKind } from '../lexer/token-kind.ts';
import type { Cursor } from './cursor.ts';
import { restOfDottedType } from './dotted-type.ts';
import { list } from './lists.ts';
import { assumeTypeKeyword } from './recovery/mistyped-keyword.ts';

/** As deep as the reference reads. */
const deepest = 100;

/** A type expression. */
export function type(cursor: Cursor, depth = 0): Type | undefined {
  if (cursor.panicking) return undefined;
  const first = cursor.position;
  if (depth >= deepest) {
    cursor.fail('type-nesting', { first, last: first }, { limit: String(deepest) });
    return undefined;
  }
  assumeTypeKeyword(cursor);
  const reader = readers.get(cursor.kind);
  if (!reader) {
    cursor.unexpected('a type');
    return undefined;
  }
  return reader(cursor, first, depth + 1);
}

/** @param depth how deep an inner type is nested */
type Reader = (cursor: Cursor, first: TokenIndex, depth: number) => Type;

const readers: ReadonlyMap<TokenKind, Reader> = new Map<TokenKind, Reader>([
  ...primitiveTypes.map((name): [TokenKind, Reader] => [kindOf[name], primitive]),
  [kindOf.identifier, named],
  [kindOf['escaped-identifier'], named],
  [kindOf.list, listType],
  [kindOf.map, mapType],
  [kindOf.option, optionType],
  [kindOf.result, resultType],
  [kindOf.tuple, tupleType],
  [kindOf.stream, streamOrFuture],
  [kindOf.future, streamOrFuture],
  [kindOf.own, handle],
  [kindOf.borrow, handle],
]);

function primitive(cursor: Cursor, first: TokenIndex): Type {
  const name = nameOfKind(cursor.kind) as PrimitiveName;
  cursor.position++;
  return { kind: 'primitive', name, ...cursor.span(first) };
}

function named(cursor: Cursor, first: TokenIndex): Type {
  const name = cursor.name()!;
  const span = cursor.span(first);
  restOfDottedType(cursor, name);
  return { kind: 'named', name, ...span };
}

function listType(cursor: Cursor, first: TokenIndex, depth: number): Type {
  cursor.position++;
  cursor.expect('<');
  const element = type(cursor, depth);
  const length = cursor.eat(',') ? fixedLength(cursor) : undefined;
  cursor.expect('>');
  return { kind: 'list', element, length, ...cursor.span(first) };
}

function fixedLength(cursor: Cursor): bigint | undefined {
  const token = cursor.position;
  if (!cursor.eat('integer')) {
    cursor.unexpected('the length of the list');
    return undefined;
  }
  // Enough digits to be too large; to read a million of them takes a second.
  const length = BigInt(
    cursor.tokens
      .textOf(token)
      .replace(/^0+(?=\d)/, '')
      .slice(0, 20),
  );
  if (length > 0xffff_ffffn) cursor.report('list-length-too-large', { first: token, last: token });
  return length;
}

function mapType(cursor: Cursor, first: TokenIndex, depth: number): Type {
  cursor.position++;
  cursor.expect('<');
  const key = type(cursor, depth);
  cursor.expect(',');
  const value = type(cursor, depth);
  cursor.expect('>');
  return { kind: 'map', key, value, ...cursor.span(first) };
}

function optionType(cursor: Cursor, first: TokenIndex, depth: number): Type {
  cursor.position++;
  cursor.expect('<');
  const element = type(cursor, depth);
  cursor.expect('>');
  return { kind: 'option', element, ...cursor.span(first) };
}

function resultType(cursor: Cursor, first: TokenIndex, depth: number): Type {
  cursor.position++;
  let ok: Type | undefined;
  let err: Type | undefined;
  if (cursor.eat('<')) {
    const onlyErr = cursor.eat('_');
    if (onlyErr) cursor.expect(',');
    else ok = type(cursor, depth);
    if (onlyErr || cursor.eat(',')) err = type(cursor, depth);
    cursor.expect('>');
  }
  return { kind: 'result', ok, err, ...cursor.span(first) };
}

function tupleType(cursor: Cursor, first: TokenIndex, depth: number): Type {
  cursor.position++;
  const elements = cursor.expect('<') ? list(cursor, '>', (inner) => type(inner, depth)) : [];
  return { kind: 'tuple', elements, ...cursor.span(first) };
}

function streamOrFuture(cursor: Cursor, first: TokenIndex, depth: number): Type {
  const kind = cursor.kind === kindOf.stream ? 'stream' : 'future';
  cursor.position++;
  const typed = cursor.eat('<');
  const element = typed ? type(cursor, depth) : undefined;
  if (typed) cursor.expect('>');
  return { kind, element, ...cursor.span(first) };
}

function handle(cursor: Cursor, first: TokenIndex): Type {
  const kind = cursor.kind === kindOf.own ? 'own' : 'borrow';
  cursor.position++;
  const resource = cursor.expect('<') ? cursor.name('>') : undefined;
  if (resource) restOfDottedType(cursor, resource);
  cursor.expect('>');
  return { kind, resource, ...cursor.span(first) };
}
