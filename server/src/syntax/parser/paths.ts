import type { Name, PackageId, Path, Renaming, Span, TokenIndex, Version } from '../ast.ts';
import { kindOf } from '../lexer/token-kind.ts';
import { versionMistake } from '../version.ts';
import type { Cursor } from './cursor.ts';

/** `ns:name@version`, as a `package` declaration has it. */
export function packageId(cursor: Cursor): PackageId {
  const first = cursor.position;
  const namespace = cursor.name(':');
  cursor.expect(':');
  const name = cursor.name('@', ';', '{');
  return { namespace, name, version: optionalVersion(cursor), ...cursor.span(first) };
}

/** `name`, or `ns:pkg/name@version`. */
export function path(cursor: Cursor): Path | undefined {
  const first = cursor.position;
  const name = cursor.name();
  if (!name) return undefined;
  return cursor.eat(':') ? packagePath(cursor, name) : { package: undefined, name, ...cursor.span(first) };
}

function packagePath(cursor: Cursor, namespace: Name): Path {
  const first = namespace.token;
  const packageName = cursor.name('/');
  const span = cursor.span(first);
  cursor.expect('/');
  const name = cursor.name('@', '.', ';');
  const version = optionalVersion(cursor);
  return { package: { namespace, name: packageName, version, ...span }, name, ...cursor.span(first) };
}

function optionalVersion(cursor: Cursor): Version | undefined {
  return cursor.eat('@') ? version(cursor) : undefined;
}

/** A semantic version (semver.org), read as one text from its pieces. */
export function version(cursor: Cursor): Version | undefined {
  const first = cursor.position;
  const core =
    cursor.expect('integer') &&
    cursor.expect('.') &&
    cursor.expect('integer') &&
    cursor.expect('.') &&
    cursor.expect('integer');
  if (!core) return undefined;
  let { last } = cursor.span(first);
  if (cursor.eat('-')) last = suffix(cursor) ?? last;
  if (cursor.eat('+')) last = suffix(cursor) ?? last;
  return wholeVersion(cursor, { first, last });
}

function wholeVersion(cursor: Cursor, span: Span): Version {
  const { tokens } = cursor;
  const text = tokens.text.slice(tokens.start(span.first), tokens.end(span.last));
  const reason = versionMistake(text);
  if (reason !== undefined) {
    cursor.report('invalid-version', span, { version: text, reason });
    cursor.resume();
  }
  return { text, ...span };
}

const pieces = new Set([kindOf.identifier, kindOf.integer, kindOf['-']]);

/**
 * Pre-release or build: words, digits and `-` joined by `.`; a `.` before anything else is WIT's own.
 *
 * @returns its last token; undefined if there is none: to the reference the sign before it is no part of the version
 */
function suffix(cursor: Cursor): TokenIndex | undefined {
  const first = cursor.position;
  for (;;) {
    if (pieces.has(cursor.kind)) cursor.position++;
    else if (cursor.at('.') && pieces.has(cursor.ahead(1))) cursor.position += 2;
    else return cursor.position === first ? undefined : cursor.position - 1;
  }
}

/** `name` or `name as alias`; with `aliased`, the alias must be there. */
export function renaming(cursor: Cursor, aliased: boolean): Renaming | undefined {
  const first = cursor.position;
  const name = cursor.name();
  if (!name) return undefined;
  const hasAlias = aliased ? cursor.expect('as') : cursor.eat('as');
  const as = hasAlias ? cursor.name(',', '}') : undefined;
  return { name, as, ...cursor.span(first) };
}
