import { warmUp } from '../../features/warm-up.ts';
import type { Handler, Session } from '../session.ts';

/** How many rests nothing has to happen before the server takes it that nobody waits for it. */
const QUIET_INTERVALS = 20;

/** Rehearses typing once after the start, while nobody does anything. */
export const warmUpHandler: Handler = {
  capabilities: () => ({}),
  register: () => {},
  initialized: (session) => void untilIdle(session),
};

async function untilIdle(session: Session): Promise<void> {
  const { workspace, rest } = session;
  let before;
  do {
    before = workspace.revision;
    for (let n = 0; n < QUIET_INTERVALS; n++) await rest();
  } while (workspace.revision !== before);
  await warmUp(rest, () => session.phase === 'running' && workspace.revision === before);
}
