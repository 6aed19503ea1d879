import type { Command } from '../../studio.ts';

/** Ends the component host with all it runs; the next command that needs one starts another. */
export const restartHost: Command = {
  id: 'wit.restartHost',
  run: (studio) => studio.host.stop(),
};
