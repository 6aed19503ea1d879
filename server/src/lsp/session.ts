import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  ServerCapabilities,
} from 'vscode-languageserver';
import type { Workspace } from '../analysis/workspace.ts';
import { dispatch, type Failure, guard, type Log } from './dispatch.ts';
import type { Environment, WriteCopy } from './environment.ts';
import { OpenTrees } from './open-trees.ts';
import { View } from './view.ts';
import { Spellings } from './uris.ts';

/** One feature of LSP: what it announces, and how it is hooked up. */
export interface Handler {
  capabilities(client: ClientCapabilities): ServerCapabilities;
  register(session: Session): void;
  /** When the client is ready for requests of ours. */
  initialized?(session: Session): void;
}

/** What the handlers of one connection share. */
export class Session {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly uris = new Spellings();
  readonly log: Log;
  readonly trees: OpenTrees;
  readonly turn: Environment['turn'];
  readonly errorPage: Environment['errorPage'];
  readonly writeCopy: WriteCopy;
  client: ClientCapabilities = {};

  constructor(connection: Connection, workspace: Workspace, environment: Environment) {
    const { loadTrees, turn, errorPage, writeCopy } = environment;
    this.connection = connection;
    this.workspace = workspace;
    this.turn = turn;
    this.errorPage = errorPage;
    this.writeCopy = writeCopy ?? (() => undefined);
    this.trees = new OpenTrees(loadTrees, (uri) => workspace.version(uri) !== undefined);
    this.log = (message) => connection.console.error(message);
  }

  /** A handler of requests: `work` sees the newest snapshot; what it throws is dealt with (`dispatch`). */
  request<P, R>(
    name: string,
    nothing: R,
    work: (view: View, params: P) => R | Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R | Failure> {
    return dispatch(this.log, name, nothing, (params: P) => work(this.view(), params));
  }

  notification<P>(name: string, work: (params: P) => void): (params: P) => void {
    return guard(this.log, name, work);
  }

  view(): View {
    return new View(this.workspace.snapshot(), this.uris);
  }
}
