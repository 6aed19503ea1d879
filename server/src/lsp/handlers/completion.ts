import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
} from 'vscode-languageserver';
import { complete, type Completion } from '../../features/completion/complete.ts';
import { describe } from '../../features/hover/hover.ts';
import type { Place } from '../../analysis/snapshot.ts';
import type { Definition } from '../../resolve/model.ts';
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

type Client = Session['client'];

/** Whether the docs of an item may come when a person looks at it: of a list, a few are ever read. */
const resolvesDocumentation = ({ textDocument }: Client): boolean =>
  textDocument?.completion?.completionItem?.resolveSupport?.properties.includes('documentation') === true;

const takesSnippets = ({ textDocument }: Client): boolean =>
  textDocument?.completion?.completionItem?.snippetSupport === true;

export const completionHandler: Handler = {
  capabilities: (client) => ({
    completionProvider: {
      triggerCharacters: [':', '/', '.', '@', '{', '<', '"', '['],
      ...(resolvesDocumentation(client) && { resolveProvider: true }),
    },
  }),
  register: (session) => {
    session.connection.onCompletion(
      session.request('completion', null as CompletionItem[] | CompletionList | null, (view, params) => {
        const place = view.place(params);
        const found = place && complete(view.snapshot, place);
        if (!place || !found) return null;
        const range = view.range(place.uri, found.range);
        const later = resolvesDocumentation(session.client) && {
          data: { uri: place.uri, offset: found.range.start } satisfies Place,
        };
        const fitting = found.items.filter(
          ({ isSnippetOnly: isWhole }) => !isWhole || takesSnippets(session.client),
        );
        const items = fitting.map((item, rank) => ({
          ...toItem(session.client, item, rank, range),
          ...(item.edit && { additionalTextEdits: [view.edit(place.uri, item.edit())] }),
          ...(item.definition && (later || docsOf(view, item.definition))),
        }));
        return found.isPartial ? { isIncomplete: true, items } : items;
      }),
    );
    session.connection.onCompletionResolve(
      session.request('completionItem/resolve', { label: '' } as CompletionItem, (view, item) => ({
        ...item,
        ...docsOf(view, definitionOf(view, item)),
      })),
    );
  },
};

/** The current item for a proposed one, if it is still proposed at the position. */
function definitionOf({ snapshot }: View, { label, detail, data }: CompletionItem): Definition | undefined {
  const items = isPosition(data) ? (complete(snapshot, data, label)?.items ?? []) : [];
  return items.find((one) => one.label === label && one.detail === detail)?.definition;
}

const isPosition = (data: unknown): data is Place =>
  typeof data === 'object' && data !== null && 'uri' in data && 'offset' in data;

const docsOf = ({ snapshot }: View, definition: Definition | undefined) =>
  definition && {
    documentation: { kind: MarkupKind.Markdown, value: describe(snapshot, definition) },
  };

function toItem(
  client: Client,
  { label, kind, text, snippet, detail, filter }: Completion,
  rank: number,
  range: ReturnType<View['range']>,
): CompletionItem {
  const isSnippet = snippet === true && takesSnippets(client);
  // A client without snippets gets the word alone.
  const newText = snippet === true && !isSnippet ? label : text;
  return {
    label,
    kind: KINDS[kind],
    sortText: String(rank).padStart(4, '0'),
    textEdit: { range, newText },
    // Clients filter by the text before the cursor, which includes the quote.
    ...(newText.startsWith('"') && { filterText: newText }),
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(detail && { detail }),
    ...(filter && { filterText: filter }),
  };
}
