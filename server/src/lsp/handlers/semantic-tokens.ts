import type { Range, SemanticTokens, TextDocumentIdentifier } from 'vscode-languageserver';
import type { Tree } from 'web-tree-sitter';
import type { LineIndex } from '../../base/line-index.ts';
import { once } from '../../base/once.ts';
import { highlight, type HighlightedToken, tokenModifiers, tokenTypes } from '../../trees/highlight.ts';
import type { WitTrees } from '../../trees/language.ts';
import type { OpenTree } from '../../trees/open-tree.ts';
import type { Handler } from '../session.ts';
import type { View } from '../view.ts';

export const semanticTokensHandler: Handler = {
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: true,
      range: true,
    },
  }),
  register: (session) => {
    const { semanticTokens } = session.connection.languages;
    const none: SemanticTokens = { data: [] };
    const answer = async (
      view: View,
      { textDocument }: { textDocument: TextDocumentIdentifier },
      tokens: (trees: WitTrees, open: OpenTree, lines: LineIndex) => number[],
    ): Promise<SemanticTokens> => {
      const uri = view.uri(textDocument);
      const text = () => view.snapshot.file(uri)?.tokens.text;
      const data = await session.trees.with(uri, text, (trees, open) =>
        tokens(trees, open, view.snapshot.lines(uri)!),
      );
      return data ? { data } : none;
    };
    semanticTokens.on(
      session.request('semanticTokens', none, (view, params) => answer(view, params, tokensOfAll)),
    );
    semanticTokens.onRange(
      session.request('semanticTokens/range', none, (view, params) =>
        answer(view, params, (trees, open, lines) => tokensOfRange(trees, open, lines, params.range)),
      ),
    );
  },
};

function tokensOfAll(trees: WitTrees, { tree, text }: OpenTree, lines: LineIndex): number[] {
  return tokensOf(tree, () => encode(highlight(trees, tree), text, lines));
}

/** The visible part of a large file, which editors ask for first. */
function tokensOfRange(trees: WitTrees, { tree, text }: OpenTree, lines: LineIndex, range: Range): number[] {
  const start = lines.offsetAt(range.start);
  const end = lines.offsetAt(range.end);
  // A client may send them in the other order.
  return start < end ? encode(highlight(trees, tree, { start, end }), text, lines) : [];
}

/** Editors ask again for a text that has not changed: in another view, and when a document is shown again. */
const tokensOf = once((_: Tree, make: () => number[]) => make());

/** As LSP packs them: each relative to the one before; none goes over a line's end. */
function encode(tokens: readonly HighlightedToken[], text: string, lines: LineIndex): number[] {
  const data: number[] = [];
  let before = { line: 0, character: 0 };
  for (const { start, end, type, modifiers } of tokens.flatMap((token) => onOneLine(token, text))) {
    const at = lines.positionAt(start);
    const character = at.line === before.line ? at.character - before.character : at.character;
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
    data.push(at.line - before.line, character, end - start, tokenTypes.indexOf(type), bits);
    before = at;
  }
  return data;
}

function onOneLine(token: HighlightedToken, text: string): HighlightedToken[] {
  const pieces = text.slice(token.start, token.end).matchAll(/[^\r\n]+/g);
  return [...pieces].map(({ 0: piece, index }) => {
    const start = token.start + index;
    return { ...token, start, end: start + piece.length };
  });
}
