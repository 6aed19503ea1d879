import type { Command, Editing } from '../studio.ts';

/** Starts the language server anew; the open editors are sent to it again. */
export const restartLanguageServer: Command<Editing> = {
  id: 'wit.restartLanguageServer',
  run: (studio) => studio.languageServer.restart(),
};
