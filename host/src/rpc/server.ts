import { ResponseError, type CancellationToken, type MessageConnection } from 'vscode-jsonrpc/node';
import { problemOf } from '../base/problem.ts';
import type { JobParams, Problem, Requests } from '../protocol.ts';
import { Session } from './session.ts';

/** `RequestCancelled` of LSP, which vscode-jsonrpc leaves to the protocols above it. */
const REQUEST_CANCELLED = -32800;
/** JSON-RPC leaves -32000 to -32099 to servers: this one says that the error's data is a `Problem`. */
const PROBLEM = -32000;

type RequestHandler<Method extends keyof Requests> = (
  params: JobParams<Method>,
  signal: AbortSignal,
) => Promise<Requests[Method]['result']> | Requests[Method]['result'];

/** Handles every request of the protocol. A failure is always a Problem, whatever was thrown. */
export function handleRequests(connection: MessageConnection): void {
  // The end of its input reports that a client has left.
  const session = new Session((method, params) =>
    connection.sendNotification(method, params).catch(() => {}),
  );
  const on = <Method extends keyof Requests>(method: Method, handle: RequestHandler<Method>): void => {
    connection.onRequest(method, async (params: JobParams<Method>, token: CancellationToken) => {
      const signal = signalOf(token);
      try {
        return await handle(params, signal);
      } catch (error) {
        throw toResponseError(error, signal);
      }
    });
  };
  on('initialize', (params) => session.initialize(params));
  on('build', (params, signal) => session.build(params, signal));
  on('buildAll', (params, signal) => session.buildAll(params, signal));
  on('bindings', (params, signal) => session.bindings(params, signal));
  on('compose', (params, signal) => session.compose(params, signal));
  on('inspect', (params, signal) => session.inspect(params, signal));
  on('run', (params, signal) => session.run(params, signal));
  on('bench', (params, signal) => session.bench(params, signal));
  on('serve', (params, signal) => session.serve(params, signal));
  on('servers', () => session.servers());
  on('checkCall', (params, signal) => session.checkCall(params, signal));
  on('exportTrace', (params) => session.exportTrace(params));
  on('functionPlace', (params) => session.functionPlace(params));
  on('newComponent', (params) => session.newComponent(params));
  on('newPackage', (params) => session.newPackage(params));
  on('worlds', (params) => session.worlds(params));
  on('installNode', (params, signal) => session.installNode(params, signal));
  on('stop', (params) => session.stop(params));
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

function toResponseError(error: unknown, signal: AbortSignal): ResponseError<Problem | undefined> {
  if (signal.aborted) {
    return new ResponseError(REQUEST_CANCELLED, 'The job was cancelled.');
  }
  const problem = problemOf(error);
  return new ResponseError(PROBLEM, problem.message, problem);
}
