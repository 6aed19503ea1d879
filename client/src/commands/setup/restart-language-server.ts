import type { Command, Editing } from '../../studio.ts';

/** Restarts the language server; the open editors are sent to it again. */
export const restartLanguageServer: Command<Editing> = {
  id: 'wit.restartLanguageServer',
  run: (studio) => studio.languageServer.restart(),
};
