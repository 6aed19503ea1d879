import type { Connection, InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import type { Turn } from '../analysis/scheduler.ts';
import { Workspace } from '../analysis/workspace.ts';
import type { FileSystem } from '../packages/file-system.ts';
import type { WitTrees } from '../trees/language.ts';
import type { WitSettings } from './extensions.ts';
import { completionHandler } from './handlers/completion.ts';
import { definitionHandler } from './handlers/definition.ts';
import { publishDiagnostics } from './handlers/diagnostics.ts';
import { documentHighlightHandler } from './handlers/document-highlight.ts';
import { documentSymbolsHandler } from './handlers/document-symbols.ts';
import { foldingRangesHandler } from './handlers/folding-ranges.ts';
import { formattingHandler } from './handlers/formatting.ts';
import { hoverHandler } from './handlers/hover.ts';
import { referencesHandler } from './handlers/references.ts';
import { renameHandler } from './handlers/rename.ts';
import { selectionRangesHandler } from './handlers/selection-ranges.ts';
import { semanticTokensHandler } from './handlers/semantic-tokens.ts';
import { settingsHandler } from './handlers/settings.ts';
import { textDocumentsHandler } from './handlers/text-documents.ts';
import { watchedFilesHandler } from './handlers/watched-files.ts';
import { workspaceFoldersHandler } from './handlers/workspace-folders.ts';
import { workspaceSymbolsHandler } from './handlers/workspace-symbols.ts';
import { Session } from './session.ts';

/** What the server needs of the machine it runs on. */
export interface Environment {
  readonly files: FileSystem;
  readonly turn: Turn;
  /** Called once, when the first document is coloured or folded. */
  readonly loadTrees: () => Promise<WitTrees>;
}

const HANDLERS = [
  textDocumentsHandler,
  workspaceFoldersHandler,
  watchedFilesHandler,
  settingsHandler,
  completionHandler,
  definitionHandler,
  hoverHandler,
  referencesHandler,
  documentHighlightHandler,
  renameHandler,
  documentSymbolsHandler,
  workspaceSymbolsHandler,
  formattingHandler,
  semanticTokensHandler,
  foldingRangesHandler,
  selectionRangesHandler,
];

/** Serves one connection until it closes. */
export function startServer(connection: Connection, { files, turn, loadTrees }: Environment): void {
  const session = new Session(connection, new Workspace(files), loadTrees);
  connection.onInitialize((params) => {
    session.client = params.capabilities;
    configure(session, params);
    return { capabilities: capabilities(session), serverInfo: { name: 'wit-studio' } };
  });
  for (const handler of HANDLERS) handler.register(session);
  connection.onInitialized(() => HANDLERS.forEach((handler) => handler.initialized?.(session)));
  publishDiagnostics(session, turn);
  connection.listen();
}

function configure({ workspace, uris }: Session, params: InitializeParams): void {
  const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  workspace.changeFolders(
    folders.map((uri) => uris.in(uri)),
    [],
  );
  const settings = params.initializationOptions as WitSettings | undefined;
  if (settings?.features !== undefined) workspace.setFeatures(settings.features);
}

function capabilities({ client }: Session): ServerCapabilities {
  return Object.assign(
    { positionEncoding: 'utf-16' },
    ...HANDLERS.map((handler) => handler.capabilities(client)),
  );
}
