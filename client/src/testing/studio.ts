import type { Problem } from '../../../host/src/protocol.ts';
import type { Server } from '../serving/servers.ts';
import type { Studio } from '../studio.ts';
import { memento } from './memento.ts';

/** The parts of a studio that commands reach in unit tests, and what they did with them. */
export interface TestStudio {
  readonly studio: Studio;
  /** The problems that were shown to the user. */
  readonly reported: readonly Problem[];
  /** The methods that the component host was asked for. */
  readonly requested: readonly string[];
  readonly servers: readonly Server[];
}

/** @param answers results of the component host, by method */
export function testStudio(answers: Readonly<Record<string, unknown>> = {}): TestStudio {
  const reported: Problem[] = [];
  const requested: string[] = [];
  const servers: Server[] = [];
  const parts = {
    extension: { extensionUri: { fsPath: '/extension' } },
    storage: { fsPath: '/storage' },
    sharedMemory: memento(),
    problems: { clear: () => undefined, report: (problem: Problem) => void reported.push(problem) },
    output: { appendLine: () => undefined },
    languageServer: { targetStatus: () => Promise.resolve(undefined) },
    host: {
      request(method: string) {
        requested.push(method);
        return Promise.resolve(answers[method]);
      },
    },
    servers: {
      of: () => [],
      add: (server: Server) => void servers.push(server),
      remove: (server: Server) => void servers.splice(servers.indexOf(server), 1),
    },
  };
  return { studio: parts as unknown as Studio, reported, requested, servers };
}
