import type { TokenIndex } from '../../syntax/ast.ts';
import { mapKeyTypes } from '../../syntax/primitive-types.ts';
import { isKeyword, kindOf, nameOfKind, type TokenName } from '../../syntax/lexer/token-kind.ts';
import type { Tokens } from '../../syntax/lexer/tokens.ts';
import { type PathSoFar, pathIn } from '../item-named.ts';
import { written } from '../written-name.ts';
import type { CursorContext } from './context.ts';

export type Body = 'file' | 'package' | 'interface' | 'world' | 'resource';

/** The syntax that WIT allows at a position. */
export type Expected =
  | { readonly kind: 'item'; readonly body: Body }
  | { readonly kind: 'type' }
  /** Inside of `own<…>` and `borrow<…>`. */
  | { readonly kind: 'resource' }
  /** The result of a function that can only fail: a `result` with this value, `_` for none. */
  | { readonly kind: 'result'; readonly of: string }
  /** After `name:` in an interface or resource. */
  | { readonly kind: 'function'; readonly static: boolean }
  | { readonly kind: 'keyword'; readonly words: readonly string[] }
  | {
      readonly kind: 'path';
      readonly to: 'interface' | 'world';
      readonly path: PathSoFar;
      readonly extern: boolean;
    }
  /** The names in braces of `use path.{…}` or `include path with {…}`. */
  | {
      readonly kind: 'names';
      readonly of: 'interface' | 'world';
      readonly path: PathSoFar;
      readonly taken: readonly string[];
    }
  | { readonly kind: 'version'; readonly path: PathSoFar }
  | { readonly kind: 'attribute' }
  | { readonly kind: 'attribute-argument'; readonly attribute: string; readonly value: boolean };

/** Undefined if only a new name is allowed. */
export function expectedAt(tokens: Tokens, context: CursorContext): Expected | undefined {
  const dotted = pathBeforeDot(tokens, context);
  if (!dotted) return expectedInPlace(tokens, context);
  const before = expectedInPlace(tokens, { ...context, statement: dotted.before });
  const isType = before?.kind === 'type' || before?.kind === 'resource';
  if (isType) return { kind: 'names', of: 'interface', path: pathIn(dotted.path), taken: [] };
  return before?.kind === 'path' && !before.extern ? expectedInPlace(tokens, context) : undefined;
}

/** The `types` of `a: types.`, and the tokens before it. */
function pathBeforeDot(tokens: Tokens, { statement }: CursorContext) {
  const path = /((?:%?\w[\w-]*:%?\w[\w-]*\/)?%?[a-z][\w-]*(?:@\d[\w.+-]*)?)\.$/i.exec(
    new Statement(tokens, statement).joined,
  )?.[1];
  if (path === undefined) return undefined;
  let first = statement.length - 1;
  for (let length = path.length; length > 0 && first > 0;)
    length -= tokens.textOf(statement[--first]!).length;
  return { path, before: statement.slice(0, first) };
}

function expectedInPlace(tokens: Tokens, context: CursorContext): Expected | undefined {
  const container = context.containers.at(-1) ?? 'file';
  const statement = new Statement(tokens, context.statement);
  const opener = new Statement(tokens, context.opener);
  switch (container) {
    case 'file':
    case 'package':
    case 'interface':
    case 'world':
    case 'resource':
      return inBody(statement, container, opener);
    case 'record':
      return statement.last === ':' ? { kind: 'type' } : undefined;
    case 'params':
      return statement.last === ':' && mayHaveParam(opener, context.elementsBefore)
        ? { kind: 'type' }
        : undefined;
    case 'payload':
      return statement.isEmpty ? { kind: 'type' } : undefined;
    case 'type-arguments':
      return statement.isEmpty
        ? inTypeArguments(opener, context.elementsBefore, new Statement(tokens, context.outerOpener))
        : undefined;
    case 'use-names':
    case 'with':
      return inNames(statement, opener, container, existingNames(tokens, context, container));
    case 'attribute':
      return inAttribute(statement, opener);
    default:
      return undefined;
  }
}

/** The tokens of a statement up to the cursor. */
class Statement {
  readonly names: readonly TokenName[];
  readonly #tokens: Tokens;
  readonly #indices: readonly TokenIndex[];

  constructor(tokens: Tokens, indices: readonly TokenIndex[]) {
    this.#tokens = tokens;
    this.#indices = indices;
    this.names = indices.map((i) => nameOfKind(tokens.kind(i)));
  }

  get first(): TokenName | undefined {
    return this.names[0];
  }

  get last(): TokenName | undefined {
    return this.names.at(-1);
  }

  get isEmpty(): boolean {
    return this.names.length === 0;
  }

  has(name: TokenName): boolean {
    return this.names.includes(name);
  }

  text(n: number): string {
    const index = this.#indices.at(n);
    return index === undefined ? '' : this.#tokens.textOf(index).replace(/^%/, '');
  }

  /** Their texts in one. */
  get joined(): string {
    return this.#indices.map((i) => this.#tokens.textOf(i)).join('');
  }

  /** Reads `ns:pkg/name@version` from the n-th token on. */
  path(from: number): PathSoFar {
    const end = this.names.findIndex(
      (name, n) => n >= from && (name === 'with' || name === 'as' || name === '{'),
    );
    const text = this.#indices
      .slice(from, end < 0 ? undefined : end)
      .map((i) => this.#tokens.textOf(i))
      .join('')
      .replace(/\.$/, '');
    return pathIn(text);
  }
}

/** @param opener the statement that the body belongs to */
function inBody(statement: Statement, body: Body, opener: Statement): Expected | undefined {
  const { first, last } = statement;
  if (first === undefined) return { kind: 'item', body };
  if (last === '@' && statement.names.length === 1) return { kind: 'attribute' };
  if (first === 'use') return inUse(statement, body);
  if (first === 'include') return inInclude(statement);
  if (first === 'import' || first === 'export') return inExtern(statement, opener);
  if (first === 'type') return last === '=' ? { kind: 'type' } : undefined;
  if (last === '->') return returned(statement, opener);
  if (last === ')' && isFunction(statement)) return { kind: 'keyword', words: ['->'] };
  return functionAfterName(statement, body);
}

function returned(statement: Statement, opener: Statement): Expected {
  const of = onlyValue(statement, opener);
  return of === undefined ? { kind: 'type' } : { kind: 'result', of };
}

/**
 * The only value that a function can return: a constructor its resource, a setter none (`_`). Undefined for others.
 *
 * @param statement up to the `->`, or to the `result` behind it
 * @param opener of the resource
 */
function onlyValue({ joined }: Statement, opener: Statement): string | undefined {
  if (/^constructor\)->(?:result)?$/.test(joined)) return written(opener.text(-1));
  return /:(?:static)?set\)->(?:result)?$/.test(joined) ? '_' : undefined;
}

/** A getter takes no parameter, a setter one. */
const mayHaveParam = ({ joined }: Statement, before: number): boolean =>
  !/:(?:static)?get$/.test(joined) && !(before > 0 && /:(?:static)?set$/.test(joined));

/** Whether the signature of a function, or an accessor, has been closed. */
const isFunction = (statement: Statement): boolean =>
  statement.has('func') || /:(?:static)?[gs]et\)$/.test(statement.joined);

function functionAfterName({ names, last }: Statement, body: Body): Expected | undefined {
  if (body !== 'interface' && body !== 'resource') return undefined;
  const named = names[1] === ':';
  if (named && last === ':') return { kind: 'function', static: body === 'resource' };
  if (named && last === 'async') return { kind: 'keyword', words: ['func'] };
  if (named && last === 'static') return { kind: 'function', static: false };
  return undefined;
}

function inUse(statement: Statement, body: Body): Expected | undefined {
  if (statement.last === 'as') return undefined;
  if (statement.last === '@') return { kind: 'version', path: statement.path(1) };
  if (!endsInName(statement))
    return { kind: 'path', to: 'interface', path: statement.path(1), extern: false };
  return body === 'file' || body === 'package' ? { kind: 'keyword', words: ['as'] } : undefined;
}

function inInclude(statement: Statement): Expected | undefined {
  if (statement.last === '@') return { kind: 'version', path: statement.path(1) };
  if (statement.has('with')) return undefined;
  if (endsInName(statement)) return { kind: 'keyword', words: ['with'] };
  return { kind: 'path', to: 'world', path: statement.path(1), extern: false };
}

function inExtern(statement: Statement, opener: Statement): Expected | undefined {
  const { names, last } = statement;
  const named = names[2] === ':';
  const target = named && names[3] !== undefined && !names.includes('/') ? 3 : 1;
  if (last === '->') return returned(statement, opener);
  if (last === ')' && isFunction(statement)) return { kind: 'keyword', words: ['->'] };
  if (last === 'async') return { kind: 'keyword', words: ['func'] };
  if (last === '@')
    return {
      kind: 'version',
      path: statement.path(names.includes('/') && names.filter((name) => name === ':').length > 1 ? 3 : 1),
    };
  if (endsInName(statement) || names.includes('->')) return undefined;
  const aliased = names.filter((name) => name === ':').length > 1;
  return {
    kind: 'path',
    to: 'interface',
    path: statement.path(aliased ? 3 : target),
    extern: named && last === ':' && !aliased,
  };
}

/** After a complete word nothing of the path can follow but punctuation. */
function endsInName({ names, last }: Statement): boolean {
  const isName = last === 'identifier' || last === 'escaped-identifier' || last === 'integer' || last === '}';
  return isName || (last !== undefined && names.length > 1 && isKeyword(kindOf[last]));
}

/** @param outer opener of the body that the function with this type is in */
function inTypeArguments(opener: Statement, argument: number, outer: Statement): Expected | undefined {
  const { last } = opener;
  if (last === 'own' || last === 'borrow') return { kind: 'resource' };
  if (last === 'map' && argument === 0) return { kind: 'keyword', words: mapKeyTypes };
  const value = last === 'result' && argument === 0 ? onlyValue(opener, outer) : undefined;
  if (value !== undefined) return { kind: 'keyword', words: [value] };
  // The length of a list is a number.
  return last === 'list' && argument > 0 ? undefined : { kind: 'type' };
}

function inNames(
  statement: Statement,
  opener: Statement,
  container: 'use-names' | 'with',
  taken: readonly string[],
): Expected | undefined {
  if (statement.has('as')) return undefined;
  if (!statement.isEmpty) return { kind: 'keyword', words: ['as'] };
  return { kind: 'names', of: container === 'with' ? 'world' : 'interface', path: opener.path(1), taken };
}

function inAttribute(statement: Statement, opener: Statement): Expected | undefined {
  const attribute = opener.text(1);
  if (statement.isEmpty) return { kind: 'attribute-argument', attribute, value: false };
  return statement.last === '=' ? { kind: 'attribute-argument', attribute, value: true } : undefined;
}

/**
 * The names that the current one cannot be, because they are in the same braces, on either side of the cursor. In a
 * `use`, a name may be there again if `as` renames it.
 */
function existingNames(
  tokens: Tokens,
  { opener, word }: CursorContext,
  container: 'use-names' | 'with',
): readonly string[] {
  const isRenamed = (name: TokenIndex) => container === 'use-names' && tokens.kind(name + 1) === kindOf.as;
  if (isRenamed(tokens.firstEndingAfter(word.end) - 1)) return [];
  const names: string[] = [];
  const open = (opener.at(-1) ?? -1) + 1;
  for (let i = open + 1; i < tokens.count && !ENDS.has(nameOfKind(tokens.kind(i))); i++) {
    const before = nameOfKind(tokens.kind(i - 1));
    const isName = (before === '{' || before === ',') && tokens.start(i) !== word.start;
    if (isName && !isRenamed(i)) names.push(tokens.textOf(i).replace(/^%/, ''));
  }
  return names;
}

const ENDS = new Set<TokenName>(['}', ';', '{']);
