import * as vscode from 'vscode';
import { statusOf } from '../../package-status.ts';
import type { Command, Editing } from '../../studio.ts';

/** Chooses the gates of `@unstable` that are on, of those that the active file's package names. */
export const switchGates: Command<Editing> = {
  id: 'wit.switchGates',
  async run({ languageServer }) {
    const settings = vscode.workspace.getConfiguration('wit');
    const on = settings.get<readonly string[]>('features', []);
    const named = (await statusOf(languageServer))?.gates ?? [];
    const items = [...new Set([...named, ...on])].map((label) => ({ label, picked: on.includes(label) }));
    if (items.length === 0) {
      void vscode.window.showInformationMessage('This package has no feature gates.');
      return undefined;
    }
    const title = 'Select the feature gates to enable';
    const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
    const features = picked?.map(({ label }) => label);
    if (features) await settings.update('features', features);
    return features;
  },
};
