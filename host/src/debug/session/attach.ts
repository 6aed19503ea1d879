import type { ObserverHost } from '../../guest/crossing/report.ts';
import { HostError } from '../../base/problem.ts';
import type { Problem, RunResult } from '../../protocol.ts';
import { Changed, Debug, Inspect, Inspected, Leave, notify, ReportOf, Stop } from '../attach/messages.ts';
import { refusedBy, type FoundServer } from '../attach/servers.ts';
import type { LaunchContext } from './launch.ts';

/** A server that was started without a debugger. */
export class AttachedServer {
  readonly #server: FoundServer;

  constructor(server: FoundServer) {
    this.#server = server;
  }

  /**
   * Debugs a build of the server's component, until the signal is aborted, after which the server continues, or until
   * the server ends.
   * @throws HostError `attach-failed`, and those of serving
   */
  async debug(component: string, observer: ObserverHost, context: LaunchContext): Promise<RunResult> {
    const { connection, close, url } = this.#server;
    const gone = new Promise<never>((_, fail) => {
      connection.onClose(() => fail(new HostError(SERVER_GONE)));
      context.signal.addEventListener('abort', () => fail(context.signal.reason as Error));
    });
    gone.catch(() => {});
    connection.onRequest(ReportOf, (report) => observer.report(report));
    connection.onNotification(Inspected, (message) => observer.inspected?.(message));
    observer.attach?.({
      changed: () => notify(connection, Changed, {}),
      inspect: (message) => notify(connection, Inspect, message),
    });
    const debug = (build: string): Promise<null> =>
      connection.sendRequest(Debug, { component: build, parts: observer.parts! }).catch((error: unknown) => {
        throw refusedBy(error);
      });
    try {
      await Promise.race([debug(component), gone]);
      context.serving({ url, replace: async (next) => void (await debug(next)) });
      return await gone;
    } finally {
      // The server responds again when the session is over.
      await connection.sendRequest(Leave).catch(() => {});
      close();
    }
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    await this.#server.connection.sendRequest(Stop).catch(() => {});
  }
}

const SERVER_GONE: Problem = {
  code: 'attach-failed',
  message: 'the server has ended',
  help: 'Its own output says why. Start it again to attach to it.',
};
