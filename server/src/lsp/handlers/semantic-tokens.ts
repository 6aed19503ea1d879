import type { SemanticTokens } from 'vscode-languageserver';
import type { Tree } from 'web-tree-sitter';
import type { LineIndex } from '../../base/line-index.ts';
import { once } from '../../base/once.ts';
import { highlight, type HighlightedToken, tokenModifiers, tokenTypes } from '../../trees/highlight.ts';
import type { Handler } from '../session.ts';

export const semanticTokensHandler: Handler = {
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: true,
    },
  }),
  register: (session) =>
    session.connection.languages.semanticTokens.on(
      session.request('semanticTokens', { data: [] } as SemanticTokens, async (view, params) => {
        const uri = view.uri(params.textDocument);
        const text = () => view.snapshot.file(uri)?.tokens.text;
        const data = await session.trees.with(uri, text, (trees, open) =>
          tokensOf(open.tree, () =>
            encode(highlight(trees, open.tree), open.text, view.snapshot.lines(uri)!),
          ),
        );
        return { data: data ?? [] };
      }),
    ),
};

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
