import { openInBrowser } from '../../serving/show-address.ts';
import type { Command } from '../../studio.ts';
import { pickServer } from './stop-server.ts';

/** Opens the only server, the one that the user picks, or the one whose URL is the detail, in the browser. */
export const openServer: Command = {
  id: 'wit.openServer',
  async run(studio, _target, url) {
    const opened = url ?? (await pickServer(studio.servers.all))?.url;
    if (opened !== undefined) await openInBrowser(opened);
  },
};
