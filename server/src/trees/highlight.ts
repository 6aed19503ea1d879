import type { Tree } from 'web-tree-sitter';
import type { WitTrees } from './language.ts';

/** A piece of text with its kind, by the names of LSP's semantic tokens. Offsets are UTF-16. */
export interface HighlightedToken {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

export const tokenTypes = [
  'namespace', 'interface', 'class', 'type', 'function', 'method', 'property', 'parameter', 'variable', 'enumMember',
  'keyword', 'comment', 'string', 'number', 'decorator', 'operator',
] as const; // prettier-ignore
export type TokenType = (typeof tokenTypes)[number];

export const tokenModifiers = ['documentation', 'defaultLibrary', 'async'] as const;
export type TokenModifier = (typeof tokenModifiers)[number];

/** By the names of captures in queries/highlights.scm; captures that are not here colour nothing. */
const meanings: ReadonlyMap<string, readonly [TokenType, ...TokenModifier[]]> = new Map<
  string,
  readonly [TokenType, ...TokenModifier[]]
>([
  ['comment', ['comment']],
  ['comment.documentation', ['comment', 'documentation']],
  ['keyword', ['keyword']],
  ['keyword.coroutine', ['keyword', 'async']],
  ['operator', ['operator']],
  ['type.builtin', ['type', 'defaultLibrary']],
  ['type', ['type']],
  ['number', ['number']],
  ['string', ['string']],
  ['string.special', ['number']],
  ['attribute', ['decorator']],
  ['namespace', ['namespace']],
  ['type.interface', ['interface']],
  ['type.world', ['class']],
  ['function', ['function']],
  ['function.method', ['method']],
  ['property', ['property']],
  ['variable', ['variable']],
  ['variable.parameter', ['parameter']],
  ['constant', ['enumMember']],
]);

/**
 * The tokens of a tree, or those that touch a range of it, from left to right and without overlap. Of two patterns
 * that match one node the later in the file counts, as in other editors. Takes the time of the range, not of the tree.
 */
export function highlight(
  { highlights }: WitTrees,
  { rootNode }: Tree,
  range?: TextRange,
): HighlightedToken[] {
  const byStart = new Map<number, HighlightedToken>();
  for (const { name, node } of highlights.captures(rootNode, range && bytesOf(range))) {
    const meaning = meanings.get(name);
    // A pattern that matches partly inside has captures outside.
    const outside = range && (node.endIndex <= range.start || node.startIndex >= range.end);
    if (!meaning || outside) continue;
    const [type, ...modifiers] = meaning;
    byStart.set(node.startIndex, { start: node.startIndex, end: node.endIndex, type, modifiers });
  }
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}

/** Offsets are UTF-16. */
interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Nodes have UTF-16 offsets, but the range of a query is in the bytes of the engine's text, two for each unit. */
const bytesOf = ({ start, end }: TextRange) => ({ startIndex: start * 2, endIndex: end * 2 });
