import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import type { Definition, ResolvedRoot } from '../../resolve/model.ts';
import { namesIn } from '../../resolve/types.ts';
import type {
  Case,
  Extern,
  Field,
  FunctionItem,
  Param,
  ResourceFunction,
  TokenIndex,
  TypeAlias,
} from '../../syntax/ast.ts';
import { nameOfKind } from '../../syntax/lexer/token-kind.ts';
import type { Tokens } from '../../syntax/lexer/tokens.ts';
import { constructorAt } from '../hover/constructor-at.ts';
import { definitionOf, meaning, nameAt } from '../name-at.ts';
import { type Target, targetsOf } from './target.ts';

/**
 * Goes to the types of a parameter, a field, the payload of a case, the result of a function, or to a type itself.
 * Aliases are followed, except those of built-in types. A type that consists of several, as `result<a, b>`, leads to
 * all of them.
 */
export function typeDefinition(snapshot: Snapshot, place: Place): readonly Target[] {
  const root = snapshot.root(place.uri);
  const named = nameAt(snapshot, place);
  if (named) return targetsOf(snapshot, named, typesOf(root, meaning(named.definition)));
  const file = snapshot.file(place.uri);
  const token = file?.tokens.at(place.offset);
  if (!file || token === undefined) return [];
  const made = constructorAt(snapshot, place);
  const types = made ? typesOf(root, made) : typesAt(root, place.uri, argumentsBehind(file.tokens, token));
  return targetsOf(snapshot, { file, token }, types);
}

function typesOf(root: ResolvedRoot | undefined, definition: Definition): readonly Definition[] {
  const { kind, uri, node } = definition;
  switch (kind) {
    case 'type':
      return behindAliases(root, [definition]);
    case 'param':
    case 'field':
      return typesAt(root, uri, tokensIn((node as Param | Field).type));
    case 'function':
      return typesReturned(root, definition);
    case 'case':
    case 'flag':
      return typesOfCase(root, definition);
    case 'extern':
      return typesOfExtern(root, definition);
    default:
      return [];
  }
}

/** A constructor without a result type returns its resource. */
function typesReturned(root: ResolvedRoot | undefined, definition: Definition): readonly Definition[] {
  const { kind, func } = definition.node as FunctionItem | ResourceFunction;
  const { container, uri } = definition;
  if (kind === 'constructor' && func.result === undefined) return container ? [container] : [];
  return typesAt(root, uri, tokensIn(func.result));
}

/** A member without a named payload is a value of the type that lists it. */
function typesOfCase(
  root: ResolvedRoot | undefined,
  { uri, node, container }: Definition,
): readonly Definition[] {
  const types = typesAt(root, uri, tokensIn((node as Partial<Case>).payload));
  return types.length === 0 && container ? [container] : types;
}

/** The result type of a world's function, or the interface that the world renames. */
function typesOfExtern(root: ResolvedRoot | undefined, { uri, node }: Definition): readonly Definition[] {
  const { target } = node as Extern;
  if (target?.kind === 'function') return typesAt(root, uri, tokensIn(target.func.result));
  const token = target?.kind === 'named-path' ? target.path.name?.token : undefined;
  const found = token === undefined ? undefined : definitionOf(root, uri, token);
  return found ? [meaning(found)] : [];
}

const tokensIn = (type: Param['type']): readonly TokenIndex[] => namesIn(type).map(({ token }) => token);

function typesAt(
  root: ResolvedRoot | undefined,
  uri: string,
  tokens: readonly TokenIndex[],
): readonly Definition[] {
  return behindAliases(root, namedAt(root, uri, tokens));
}

/** The types of names; unknown ones are left out. */
function namedAt(
  root: ResolvedRoot | undefined,
  uri: string,
  tokens: readonly TokenIndex[],
): readonly Definition[] {
  return tokens
    .flatMap((token) => definitionOf(root, uri, token) ?? [])
    .map(meaning)
    .filter(({ kind }) => kind === 'type');
}

/** From left to right, each once: aliases may branch, and go in circles. */
function behindAliases(root: ResolvedRoot | undefined, types: readonly Definition[]): readonly Definition[] {
  const found: Definition[] = [];
  const seen = new Set<Definition>();
  const rest = [...types].reverse();
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const alias = next.node.kind === 'type' ? (next.node as TypeAlias) : undefined;
    const named = namedAt(root, next.uri, tokensIn(alias?.type));
    if (named.length === 0) found.push(next);
    else rest.push(...[...named].reverse());
  }
  return found;
}

/** The names between the angle brackets behind a word such as `result`; they may be open while one is typing. */
function argumentsBehind(tokens: Tokens, word: TokenIndex): readonly TokenIndex[] {
  const names: TokenIndex[] = [];
  let depth = 0;
  for (let token = word + 1; token < tokens.count; token++) {
    const kind = nameOfKind(tokens.kind(token));
    if (kind === '<') depth++;
    else if (kind === '>') depth--;
    else if (kind === ';' || kind === '{') break;
    else names.push(token);
    if (depth <= 0) break;
  }
  return names;
}
