import { warmUp } from '../../features/warm-up.ts';
import type { Handler, Session } from '../session.ts';

/** The number of pauses without a message after which the server counts as idle. */
const QUIET_INTERVALS = 20;

/** Runs the warm-up once after the start, while the server is idle. */
export const warmUpHandler: Handler = {
  capabilities: () => ({}),
  register: () => {},
  initialized: (session) => void untilIdle(session),
};

async function untilIdle(session: Session): Promise<void> {
  const { workspace, pause } = session;
  let before;
  do {
    before = workspace.revision;
    for (let n = 0; n < QUIET_INTERVALS; n++) await pause();
  } while (workspace.revision !== before);
  await warmUp(pause, () => session.phase === 'running' && workspace.revision === before);
}
