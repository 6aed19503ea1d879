import { CompletionItemKind, InsertTextFormat, MarkupKind, type CompletionItem } from 'vscode-languageserver';
import { complete, type Completion } from '../../features/completion/complete.ts';
import { describe } from '../../features/hover/hover.ts';
import type { Handler, Session } from '../session.ts';
import type { View } from '../view.ts';

const KINDS = {
  keyword: CompletionItemKind.Keyword,
  type: CompletionItemKind.Struct,
  interface: CompletionItemKind.Interface,
  world: CompletionItemKind.Module,
  package: CompletionItemKind.Folder,
  function: CompletionItemKind.Function,
  snippet: CompletionItemKind.Snippet,
  value: CompletionItemKind.Value,
} as const;

export const completionHandler: Handler = {
  capabilities: () => ({ completionProvider: { triggerCharacters: [':', '/', '.', '@', '{', '<'] } }),
  register: (session) =>
    session.connection.onCompletion(
      session.request('completion', null as CompletionItem[] | null, (view, params) => {
        const place = view.place(params);
        const found = place && complete(view.snapshot, place);
        if (!place || !found) return null;
        const range = view.range(place.uri, found.range);
        return found.items.map((item, rank) => toItem(session, view, item, rank, range));
      }),
    ),
};

function toItem(
  { client }: Session,
  view: View,
  { label, kind, text, snippet, detail, definition }: Completion,
  rank: number,
  range: ReturnType<View['range']>,
): CompletionItem {
  const takesSnippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
  const isSnippet = snippet === true && takesSnippets;
  // A client without snippets gets the word alone.
  const newText = snippet === true && !takesSnippets ? label : text;
  return {
    label,
    kind: KINDS[kind],
    sortText: String(rank).padStart(4, '0'),
    textEdit: { range, newText },
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(detail && { detail }),
    ...(definition && {
      documentation: { kind: MarkupKind.Markdown, value: describe(view.snapshot, definition) },
    }),
  };
}
