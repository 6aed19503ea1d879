import type { FileRange, Place, Snapshot } from '../analysis/snapshot.ts';
import type { Definition, ResolvedPackage, ResolvedRoot } from '../resolve/model.ts';
import type { TokenIndex } from '../syntax/ast.ts';
import type { ParsedFile } from '../syntax/parse.ts';

/** The name under the cursor and its definition. */
export interface NameAt {
  readonly file: ParsedFile;
  readonly token: TokenIndex;
  readonly definition: Definition;
}

/** The name at a place; undefined where there is none, or its definition is unknown. */
export function nameAt(snapshot: Snapshot, { uri, offset }: Place): NameAt | undefined {
  const file = snapshot.file(uri);
  const token = file?.tokens.at(offset);
  if (file === undefined || token === undefined) return undefined;
  const definition = definitionOf(snapshot.root(uri), uri, token);
  // Between two tokens that touch, the cursor belongs to either.
  if (definition === undefined && token > 0 && file.tokens.end(token - 1) === offset) {
    const before = definitionOf(snapshot.root(uri), uri, token - 1);
    return before && { file, token: token - 1, definition: before };
  }
  return definition && { file, token, definition };
}

/** A name in a file of a package, with its definition. */
export interface WrittenName {
  readonly uri: string;
  readonly token: TokenIndex;
  readonly definition: Definition;
}

/**
 * The names in all packages of a root that have a definition.
 * @param only the file whose names are enough
 */
export function* namesIn({ all }: Pick<ResolvedRoot, 'all'>, only?: string): Generator<WrittenName> {
  for (const { references } of all)
    for (const [uri, tokens] of references)
      if (only === undefined || uri === only)
        for (const [token, definition] of tokens) yield { uri, token, definition };
}

/** The meaning of the name at a token. */
export function definitionOf(
  root: ResolvedRoot | undefined,
  uri: string,
  token: TokenIndex,
): Definition | undefined {
  for (const part of packagesIn(root, uri)) {
    const definition = part.references.get(uri)?.get(token);
    if (definition !== undefined) return definition;
  }
  return undefined;
}

/** The packages that a file has a part in: its own, and those nested in it. */
export function packagesIn(root: ResolvedRoot | undefined, uri: string): readonly ResolvedPackage[] {
  return root?.all.filter(({ references, source }) => references.has(uri) || source.idFile.uri === uri) ?? [];
}

/** The definition behind a chain of `use`, as far as it is known. */
export function meaning(definition: Definition): Definition {
  // At most one `use` is behind almost every name: a set for each would be most of the time of a search.
  if (definition.target?.target === undefined) return definition.target ?? definition;
  const seen = new Set<Definition>();
  let current = definition;
  while (current.target !== undefined && !seen.has(current)) {
    seen.add(current);
    current = current.target;
  }
  return current;
}

/** The range of a definition's name. Undefined if its file was deleted. */
export function nameRange(
  snapshot: Snapshot,
  { uri, token }: Pick<Definition, 'uri' | 'token'>,
): FileRange | undefined {
  return tokenRange(snapshot, uri, token, token);
}

/** The range from one token of a file to another, both included. */
export function tokenRange(
  snapshot: Snapshot,
  uri: string,
  first: TokenIndex,
  last: TokenIndex,
): FileRange | undefined {
  const tokens = snapshot.file(uri)?.tokens;
  return tokens && { uri, start: tokens.start(first), end: tokens.end(last) };
}
