import { debugComponent } from '../../debugging/wit-debug-type.ts';
import { requireTrust } from '../../host/launch.ts';
import { problemOf } from '../../host/problem-error.ts';
import type { Command } from '../../studio.ts';
import { chooseRunnable } from '../../targets/choose.ts';

/** Debugs a plan or a component in a session of the debug type `wit`. */
export const debug: Command = {
  id: 'wit.debug',
  async run(studio, target) {
    studio.problems.clear();
    try {
      // Otherwise VS Code asks for trust, and the command waits for the answer.
      requireTrust();
      const subject = await chooseRunnable(studio.languageServer, target);
      return subject === undefined ? undefined : debugComponent(subject);
    } catch (error) {
      studio.problems.report(problemOf(error));
      return undefined;
    }
  },
};
