import * as vscode from 'vscode';
import type { Command } from '../../studio.ts';
import { TIMELINE_VIEW } from '../../timeline/timeline-editor.ts';

/** Shows a saved recording, or another trace in Chrome's format. */
export const openTimeline: Command = {
  id: 'wit.openTimeline',
  async run({ storage }, target) {
    const defaultUri = vscode.Uri.joinPath(storage, 'timelines');
    const filters = { Recordings: ['json'] };
    const [picked] = target
      ? [target]
      : ((await vscode.window.showOpenDialog({ defaultUri, filters })) ?? []);
    if (picked) await vscode.commands.executeCommand('vscode.openWith', picked, TIMELINE_VIEW);
  },
};
