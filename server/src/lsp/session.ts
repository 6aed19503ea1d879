import {
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  ErrorCodes,
  ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { Workspace } from '../analysis/workspace.ts';
import { dispatch, type Failure, guard, type Log } from './dispatch.ts';
import type { Environment, WriteCopy } from './environment.ts';
import { OpenTrees } from './open-trees.ts';
import { View } from './view.ts';
import { UriSpellings } from './uris.ts';

/** One feature of LSP: its capabilities, and the registration of its handlers. */
export interface Handler {
  capabilities(client: ClientCapabilities): ServerCapabilities;
  register(session: Session): void;
  /** When the client is ready for requests of ours. */
  initialized?(session: Session): void;
  /** Called at shutdown. */
  shutdown?(): void;
}

/** A request that comes outside of its time is refused, a notification passed over, as LSP says. */
type Phase = 'before initialize' | 'running' | 'shut down';

/** The state that the handlers of one connection share. */
export class Session {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly uris = new UriSpellings();
  readonly log: Log;
  readonly environment: Environment;
  readonly trees: OpenTrees;
  readonly turn: Environment['turn'];
  readonly pause: Environment['pause'];
  readonly errorPage: Environment['errorPage'];
  readonly writeCopy: WriteCopy;
  client: ClientCapabilities = {};
  phase: Phase = 'before initialize';
  #onRequest: () => void = () => {};

  constructor(connection: Connection, workspace: Workspace, environment: Environment) {
    const { loadTrees, turn, pause, errorPage, writeCopy } = environment;
    this.environment = environment;
    this.connection = connection;
    this.workspace = workspace;
    this.turn = turn;
    this.pause = pause;
    this.errorPage = errorPage;
    this.writeCopy = writeCopy ?? (() => undefined);
    this.trees = new OpenTrees(loadTrees, (uri) => workspace.version(uri) !== undefined);
    this.log = (message) => connection.console.error(message);
  }

  /** A handler of requests: `work` gets the newest snapshot; `dispatch` handles its exceptions. */
  request<P, R>(
    name: string,
    nothing: R,
    work: (view: View, params: P) => R | Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R | Failure> {
    return dispatch(this.log, name, nothing, (params: P) => {
      this.refuseOutside();
      this.#onRequest();
      return work(this.view(), params);
    });
  }

  /** @param listener is called for each request */
  onRequest(listener: () => void): void {
    this.#onRequest = listener;
  }

  notification<P>(name: string, work: (params: P) => void): (params: P) => void {
    return guard(this.log, name, (params) => {
      if (this.phase === 'running') work(params);
    });
  }

  view(): View {
    return new View(this.workspace.snapshot(), this.uris);
  }

  /** @throws ResponseError for a request before `initialize` or behind `shutdown` */
  refuseOutside(): void {
    if (this.phase === 'before initialize')
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize comes first');
    if (this.phase === 'shut down')
      throw new ResponseError(ErrorCodes.InvalidRequest, 'the server is shut down');
  }
}
