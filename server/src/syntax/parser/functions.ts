import type { FunctionItem, FunctionType, Param, ResourceFunction, TokenIndex, Attribute } from '../ast.ts';
import { describe, kindOf } from '../lexer/token-kind.ts';
import type { Cursor } from './cursor.ts';
import { list } from './lists.ts';
import { type } from './types.ts';

/** `name: func(…) -> …;` in an interface, or an accessor. */
export function functionItem(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
): FunctionItem | undefined {
  const name = cursor.name(':');
  if (!name) return undefined;
  cursor.expectOrAssume(':', 'func', 'async');
  const func = functionType(cursor);
  cursor.expect(';');
  return { kind: 'function', attributes, name, func, ...cursor.span(first) };
}

/** `async func(…) -> …`, `get() -> …` or `set(…) -> …` */
export function functionType(cursor: Cursor): FunctionType {
  const first = cursor.position;
  const accessor = cursor.accessor();
  if (accessor) cursor.position++;
  const async = !accessor && cursor.eat('async');
  if (!accessor) cursor.expectOrAssume('func', '(');
  return { ...signature(cursor), async, accessor, ...cursor.span(first) };
}

function signature(cursor: Cursor): Pick<FunctionType, 'params' | 'result'> {
  const opened = cursor.expectOrAssume('(', 'identifier', 'escaped-identifier', ')');
  const params = opened ? list(cursor, ')', param) : [];
  const result = cursor.eat('->') ? type(cursor) : undefined;
  return { params, result };
}

function param(cursor: Cursor): Param | undefined {
  const first = cursor.position;
  const name = cursor.name();
  if (!name) return undefined;
  cursor.expect(':');
  return { name, type: type(cursor), ...cursor.span(first) };
}

/** A constructor, method or static function of a resource, accessors among them. */
export function resourceFunction(
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
): ResourceFunction | undefined {
  if (cursor.at('constructor')) return constructor(cursor, attributes, first);
  if (!cursor.atIdentifier()) {
    cursor.unexpected(`${describe(kindOf.constructor)} or an identifier`);
    return undefined;
  }
  const name = cursor.name();
  cursor.expectOrAssume(':', 'static', 'func', 'async');
  const kind = cursor.eat('static') ? 'static' : 'method';
  const func = functionType(cursor);
  cursor.expect(';');
  return { kind, attributes, name, func, ...cursor.span(first) };
}

function constructor(cursor: Cursor, attributes: readonly Attribute[], first: TokenIndex): ResourceFunction {
  const start = cursor.position++;
  const func = { ...signature(cursor), async: false, accessor: undefined, ...cursor.span(start) };
  cursor.expect(';');
  return { kind: 'constructor', attributes, name: undefined, func, ...cursor.span(first) };
}
