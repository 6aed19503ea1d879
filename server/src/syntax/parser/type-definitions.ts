import type { Attribute, Case, Field, Label, Resource, TokenIndex, TypeDefinition } from '../ast.ts';
import { kindOf, type TokenKind } from '../lexer/token-kind.ts';
import { body, members } from './bodies.ts';
import type { Block } from './recovery/broken-head.ts';
import type { Cursor } from './cursor.ts';
import { resourceFunction } from './functions.ts';
import { bracedList } from './lists.ts';
import { type } from './types.ts';

type Reader = (cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex) => TypeDefinition;

/** By the keyword that starts the definition. */
export const typeDefinitions: ReadonlyMap<TokenKind, Reader> = new Map<TokenKind, Reader>([
  [kindOf.type, alias],
  [kindOf.record, record],
  [kindOf.variant, variant],
  [kindOf.enum, enumeration],
  [kindOf.flags, flags],
  [kindOf.resource, resource],
]);

function alias(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): TypeDefinition {
  cursor.position++;
  const name = cursor.name('=');
  const defined = cursor.expect('=') ? type(cursor) : undefined;
  cursor.expect(';');
  return { kind: 'type', attributes, name, type: defined, ...cursor.span(first) };
}

function record(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): TypeDefinition {
  cursor.position++;
  const name = cursor.name('{');
  const fields = bracedList(cursor, field);
  return { kind: 'record', attributes, name, fields, ...cursor.span(first) };
}

function field(cursor: Cursor): Field | undefined {
  const first = cursor.position;
  const name = cursor.name();
  if (!name) return undefined;
  cursor.expect(':');
  return { name, type: type(cursor), ...cursor.span(first) };
}

function variant(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): TypeDefinition {
  cursor.position++;
  const name = cursor.name('{');
  const cases = bracedList(cursor, variantCase);
  return { kind: 'variant', attributes, name, cases, ...cursor.span(first) };
}

function variantCase(cursor: Cursor): Case | undefined {
  const first = cursor.position;
  const name = cursor.name();
  if (!name) return undefined;
  const hasPayload = cursor.eat('(');
  const payload = hasPayload ? type(cursor) : undefined;
  if (hasPayload) cursor.expect(')');
  return { name, payload, ...cursor.span(first) };
}

function enumeration(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): TypeDefinition {
  cursor.position++;
  const name = cursor.name('{');
  const cases = bracedList(cursor, label);
  return { kind: 'enum', attributes, name, cases, ...cursor.span(first) };
}

function flags(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): TypeDefinition {
  cursor.position++;
  const name = cursor.name('{');
  const members = bracedList(cursor, label);
  return { kind: 'flags', attributes, name, flags: members, ...cursor.span(first) };
}

function label(cursor: Cursor): Label | undefined {
  const name = cursor.name();
  return name && { name, first: name.token, last: name.token };
}

/** `name { … }` around functions, whose keyword is missing or wrong. The error has been reported. */
export function resourceWithoutKeyword(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
  { brace, name }: Block,
): Resource {
  cursor.position = brace + 1;
  cursor.resume();
  const functions = members(cursor, first, 'resource', resourceFunction);
  return { kind: 'resource', attributes, name, functions, ...cursor.span(first) };
}

function resource(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): Resource {
  cursor.position++;
  const name = cursor.name('{', ';');
  const abstract = (!!name || cursor.ahead(1) !== kindOf['{']) && cursor.eat(';');
  if (!abstract && !cursor.at('{')) cursor.unexpected('`;` or `{`');
  const functions = abstract ? [] : body(cursor, first, 'resource', resourceFunction);
  return { kind: 'resource', attributes, name, functions, ...cursor.span(first) };
}
