import type { Connection, InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import { Workspace } from '../analysis/workspace.ts';
import type { Environment } from './environment.ts';
import type { WitSettings } from './extensions.ts';
import { codeActionsHandler } from './handlers/code-actions.ts';
import { completionHandler } from './handlers/completion.ts';
import { componentViewHandler } from './handlers/component-view.ts';
import { declarationHandler } from './handlers/declaration.ts';
import { definitionHandler } from './handlers/definition.ts';
import { diagnosticsHandler } from './handlers/diagnostics.ts';
import { documentHighlightHandler } from './handlers/document-highlight.ts';
import { documentLinksHandler } from './handlers/document-links.ts';
import { documentSymbolsHandler } from './handlers/document-symbols.ts';
import { foldingRangesHandler } from './handlers/folding-ranges.ts';
import { formattingHandler } from './handlers/formatting.ts';
import { hoverHandler } from './handlers/hover.ts';
import { implementationHandler } from './handlers/implementation.ts';
import { planGraphHandler } from './handlers/plan-graph.ts';
import { packageStatusHandler } from './handlers/package-status.ts';
import { referencesHandler } from './handlers/references.ts';
import { warmUpHandler } from './handlers/warm-up.ts';
import { renameHandler } from './handlers/rename.ts';
import { selectionRangesHandler } from './handlers/selection-ranges.ts';
import { semanticTokensHandler } from './handlers/semantic-tokens.ts';
import { settingsHandler, takeSettings } from './handlers/settings.ts';
import { signatureHelpHandler } from './handlers/signature-help.ts';
import { targetStatusHandler } from './handlers/target-status.ts';
import { textDocumentContentHandler } from './handlers/text-document-content.ts';
import { textDocumentsHandler } from './handlers/text-documents.ts';
import { testsInHandler } from './handlers/tests-in.ts';
import { typeDefinitionHandler } from './handlers/type-definition.ts';
import { watchedFilesHandler } from './handlers/watched-files.ts';
import { workspaceFoldersHandler } from './handlers/workspace-folders.ts';
import { workspaceSymbolsHandler } from './handlers/workspace-symbols.ts';
import { refuseInvalidParams } from './params.ts';
import { type Handler, Session } from './session.ts';

const HANDLERS: readonly Handler[] = [
  textDocumentsHandler,
  textDocumentContentHandler,
  workspaceFoldersHandler,
  watchedFilesHandler,
  settingsHandler,
  completionHandler,
  definitionHandler,
  typeDefinitionHandler,
  implementationHandler,
  declarationHandler,
  hoverHandler,
  signatureHelpHandler,
  referencesHandler,
  documentHighlightHandler,
  renameHandler,
  documentLinksHandler,
  documentSymbolsHandler,
  workspaceSymbolsHandler,
  formattingHandler,
  codeActionsHandler,
  semanticTokensHandler,
  foldingRangesHandler,
  selectionRangesHandler,
  componentViewHandler,
  planGraphHandler,
  packageStatusHandler,
  testsInHandler,
  targetStatusHandler,
];

/** Serves one connection until it closes. */
export function startServer(connection: Connection, environment: Environment): void {
  const { files, known, decode, composer } = environment;
  const workspace = new Workspace(files, known, decode, undefined, composer);
  const session = new Session(connection, workspace, environment);
  const handlers = [...HANDLERS, diagnosticsHandler(), warmUpHandler];
  refuseInvalidParams(connection, () => session.refuseOutside());
  connection.onInitialize((params) => {
    session.client = params.capabilities;
    session.phase = 'running';
    configure(session, params);
    return { capabilities: capabilities(session, handlers), serverInfo: { name: 'wit-studio' } };
  });
  for (const handler of handlers) handler.register(session);
  connection.onInitialized(() => handlers.forEach((handler) => handler.initialized?.(session)));
  connection.onShutdown(() => {
    session.phase = 'shut down';
    for (const handler of handlers) handler.shutdown?.();
  });
  connection.listen();
}

function configure({ workspace, uris }: Session, params: InitializeParams): void {
  const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  workspace.changeFolders(
    folders.map((uri) => uris.folder(uri)),
    [],
  );
  takeSettings(workspace, params.initializationOptions as WitSettings | null | undefined);
}

function capabilities({ client }: Session, handlers: readonly Handler[]): ServerCapabilities {
  const all = handlers.map((handler) => handler.capabilities(client));
  const workspace = Object.assign({}, ...all.map((one) => one.workspace));
  return Object.assign({ positionEncoding: 'utf-16' }, ...all, { workspace });
}
