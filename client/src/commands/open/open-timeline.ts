import * as vscode from 'vscode';
import type { Command, Studio } from '../../studio.ts';
import { exists } from '../../targets/workspace-files.ts';
import { TIMELINE_VIEW } from '../../timeline/timeline-editor.ts';

/** Shows a saved recording, or another trace in Chrome's format. */
export const openTimeline: Command = {
  id: 'wit.openTimeline',
  async run(studio, target) {
    const picked = target ?? (await pick(studio));
    if (picked) await vscode.commands.executeCommand('vscode.openWith', picked, TIMELINE_VIEW);
  },
};

/** Recordings are listed in their folder; without one yet, it is said how they are made. */
async function pick({ storage }: Studio): Promise<vscode.Uri | undefined> {
  const recordings = vscode.Uri.joinPath(storage, 'timelines');
  const filters = { Recordings: ['json'] };
  if (await exists(recordings))
    return (await vscode.window.showOpenDialog({ defaultUri: recordings, filters }))?.[0];
  const [record, other] = ['Record Timeline', 'Open Another File…'];
  const chosen = await vscode.window.showInformationMessage('No timeline is recorded yet.', record, other);
  if (chosen === record) await vscode.commands.executeCommand('wit.recordTimeline');
  if (chosen !== other) return undefined;
  return (await vscode.window.showOpenDialog({ filters }))?.[0];
}
