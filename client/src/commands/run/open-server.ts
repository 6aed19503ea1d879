import { openInBrowser } from '../../serving/show-address.ts';
import type { Command } from '../../studio.ts';
import { pickServer } from './stop-server.ts';

/** Opens the only server, or the one that the user picks, in the browser. */
export const openServer: Command = {
  id: 'wit.openServer',
  async run(studio) {
    const server = await pickServer(studio.servers.all);
    if (server) await openInBrowser(server.url);
  },
};
