import { debugComponent } from '../../debugging/wit-debug-type.ts';
import { requireTrust } from '../../host/launch.ts';
import type { Command } from '../../studio.ts';
import { chooseRunnable } from '../../targets/choose.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';

/** Debugs a plan or a component in a session of the debug type `wit`. */
export const debug: Command = {
  id: 'wit.debug',
  async run(studio, target) {
    const subject = await runWithProgress(studio, 'Starting to debug', () => {
      // Otherwise VS Code asks for trust, and the command waits for the answer.
      requireTrust();
      return chooseRunnable(studio.languageServer, target);
    });
    return subject === undefined ? undefined : debugComponent(subject);
  },
};
