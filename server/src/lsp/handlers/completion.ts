import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
} from 'vscode-languageserver';
import { complete } from '../../features/completion/complete.ts';
import type { Completions, Completion } from '../../features/results.ts';
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

/** Whether a part of an item may come when a person looks at it: of a list, a few are ever read. */
const resolves = ({ textDocument }: Client, part: 'documentation' | 'additionalTextEdits'): boolean =>
  textDocument?.completion?.completionItem?.resolveSupport?.properties.includes(part) === true;

/** Whether a list may say once what all of its items have. */
const takesDefaults = ({ textDocument }: Client): boolean => {
  const known = textDocument?.completion?.completionList?.itemDefaults;
  return known?.includes('editRange') === true && known.includes('data');
};

const takesSnippets = ({ textDocument }: Client): boolean =>
  textDocument?.completion?.completionItem?.snippetSupport === true;

export const completionHandler: Handler = {
  capabilities: (client) => ({
    completionProvider: {
      triggerCharacters: [':', '/', '.', '@', '{', '<', '"', '['],
      ...(resolves(client, 'documentation') && { resolveProvider: true }),
    },
  }),
  register: (session) => {
    session.connection.onCompletion(
      session.request('completion', null as CompletionItem[] | CompletionList | null, (view, params) => {
        const place = view.place(params);
        const found = place && complete(view.snapshot, place);
        return found ? answer(session.client, view, place, found) : null;
      }),
    );
    session.connection.onCompletionResolve(
      session.request('completionItem/resolve', { label: '' } as CompletionItem, (view, item) => {
        const current = currentItem(view, item);
        const isComplete = item.additionalTextEdits !== undefined;
        return {
          ...item,
          ...docsOf(view, current?.definition),
          ...(current?.edit && !isComplete && editsOf(view, item.data as Place, current.edit)),
        };
      }),
    );
  },
};

function answer(
  client: Client,
  view: View,
  { uri }: Place,
  { items, range, isPartial = false }: Completions,
): CompletionItem[] | CompletionList {
  const place: Place = { uri, offset: range.start };
  const editRange = view.range(uri, range);
  // A partial list is long, and asked for again at each letter.
  const isShort = isPartial && takesDefaults(client);
  const hasEdits = !(isPartial && resolves(client, 'additionalTextEdits'));
  const hasDocs = !resolves(client, 'documentation');
  const fitting = items.filter(({ isSnippetOnly }) => !isSnippetOnly || takesSnippets(client));
  const all = fitting.map((item, rank) => ({
    ...toItem(client, item, rank, isShort ? undefined : editRange),
    ...(hasEdits && item.edit && editsOf(view, place, item.edit)),
    ...(hasDocs && docsOf(view, item.definition)),
    ...(!hasDocs && !isShort && item.definition && { data: place }),
  }));
  if (!isPartial) return all;
  return { isIncomplete: true, items: all, ...(isShort && { itemDefaults: { editRange, data: place } }) };
}

/** The current item for a proposed one, if it is still proposed at the position. */
function currentItem({ snapshot }: View, { label, detail, data }: CompletionItem): Completion | undefined {
  const items = isPosition(data) ? (complete(snapshot, data, label)?.items ?? []) : [];
  return items.find((one) => one.label === label && one.detail === detail);
}

const isPosition = (data: unknown): data is Place =>
  typeof data === 'object' && data !== null && 'uri' in data && 'offset' in data;

const docsOf = ({ snapshot }: View, definition: Definition | undefined) =>
  definition && {
    documentation: { kind: MarkupKind.Markdown, value: describe(snapshot, definition) },
  };

const editsOf = (view: View, { uri }: Place, edit: NonNullable<Completion['edit']>) => ({
  additionalTextEdits: [view.edit(uri, edit())],
});

/** @param range of the text that it replaces, unless the list has it */
function toItem(
  client: Client,
  { label, kind, text, snippet, detail, filter }: Completion,
  rank: number,
  range: ReturnType<View['range']> | undefined,
): CompletionItem {
  const isSnippet = snippet === true && takesSnippets(client);
  // A client without snippets gets the word alone.
  const newText = snippet === true && !isSnippet ? label : text;
  return {
    label,
    kind: KINDS[kind],
    sortText: String(rank).padStart(4, '0'),
    ...(range ? { textEdit: { range, newText } } : newText !== label && { textEditText: newText }),
    // Clients filter by the text before the cursor, which includes the quote.
    ...(newText.startsWith('"') && { filterText: newText }),
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(detail && { detail }),
    ...(filter && { filterText: filter }),
  };
}
