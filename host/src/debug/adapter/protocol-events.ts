import { breakpointBody, lineBody } from './breakpoint-body.ts';
import type { ProgramEvents } from './program.ts';
import type { References } from './references.ts';
import { stoppedBody } from './show.ts';

/**
 * The events of a program as those of the protocol.
 * @param over called when the program has ended
 */
export function protocolEvents(
  send: (event: string, body?: object) => void,
  references: References,
  over: () => void,
): ProgramEvents {
  return {
    output: (category, output) => send('output', { category, output }),
    threadStarted: (threadId) => send('thread', { reason: 'started', threadId }),
    threadEnded: (threadId) => {
      references.drop(threadId);
      send('thread', { reason: 'exited', threadId });
    },
    stopped: (thread, stop) => send('stopped', stoppedBody(stop, thread)),
    moved: (functions, lines) => {
      for (const breakpoint of [...functions.map(breakpointBody), ...lines.map(lineBody)])
        send('breakpoint', { reason: 'changed', breakpoint });
    },
    ended: (exitCode) => {
      over();
      if (exitCode !== undefined) send('exited', { exitCode });
      send('terminated');
    },
  };
}
