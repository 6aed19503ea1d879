import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import {
  documentSymbols,
  type DocumentSymbol as Symbol,
  type SymbolKind as Kind,
} from '../../features/navigation/document-symbols.ts';
import type { Handler } from '../session.ts';
import type { View } from '../view.ts';

/** LSP has no words for WIT: each of its kinds is shown as the nearest one, which decides the icon. */
export const SYMBOL_KINDS: Readonly<Record<Kind, SymbolKind>> = {
  package: SymbolKind.Package,
  interface: SymbolKind.Interface,
  world: SymbolKind.Module,
  function: SymbolKind.Function,
  method: SymbolKind.Method,
  property: SymbolKind.Property,
  constructor: SymbolKind.Constructor,
  type: SymbolKind.TypeParameter,
  record: SymbolKind.Struct,
  field: SymbolKind.Field,
  variant: SymbolKind.Enum,
  enum: SymbolKind.Enum,
  flags: SymbolKind.Enum,
  case: SymbolKind.EnumMember,
  flag: SymbolKind.EnumMember,
  resource: SymbolKind.Class,
  import: SymbolKind.Event,
  export: SymbolKind.Event,
};

export const documentSymbolsHandler: Handler = {
  capabilities: () => ({ documentSymbolProvider: true }),
  register: (session) =>
    session.connection.onDocumentSymbol(
      session.request('documentSymbol', null as DocumentSymbol[] | null, (view, params) => {
        const uri = view.uri(params.textDocument);
        return documentSymbols(view.snapshot, uri).map((symbol) => toSymbol(view, uri, symbol));
      }),
    ),
};

function toSymbol(view: View, uri: string, symbol: Symbol): DocumentSymbol {
  return {
    name: symbol.name,
    kind: SYMBOL_KINDS[symbol.kind],
    range: view.range(uri, symbol.whole),
    selectionRange: view.range(uri, symbol.selection),
    children: symbol.children.map((child) => toSymbol(view, uri, child)),
  };
}
