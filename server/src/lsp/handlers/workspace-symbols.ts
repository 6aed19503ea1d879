import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import { workspaceSymbols } from '../../features/navigation/workspace-symbols.ts';
import type { Handler } from '../session.ts';
import { SYMBOL_KINDS } from './document-symbols.ts';

export const workspaceSymbolsHandler: Handler = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register: (session) =>
    session.connection.onWorkspaceSymbol(
      session.request('workspaceSymbol', [] as WorkspaceSymbol[], (view, { query }) =>
        workspaceSymbols(view.snapshot, query).map((symbol) => ({
          name: symbol.name,
          kind: SYMBOL_KINDS[symbol.kind as keyof typeof SYMBOL_KINDS] ?? SymbolKind.Object,
          containerName: symbol.container,
          location: view.location(symbol),
        })),
      ),
    ),
};
