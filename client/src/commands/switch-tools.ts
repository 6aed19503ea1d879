import * as vscode from 'vscode';
import type { Command, Editing } from '../studio.ts';

const VERSIONS = [
  { label: '0.263', description: 'the newest tools' },
  {
    label: '0.259',
    description: 'tools up to 0.259: without accessors, with empty records, tuples and flags',
  },
];

/** Chooses the version of wasm-tools whose verdicts the diagnostics are. */
export const switchTools: Command<Editing> = {
  id: 'wit.switchTools',
  async run() {
    const title = 'Whose verdicts should the diagnostics follow?';
    const picked = await vscode.window.showQuickPick(VERSIONS, { title });
    if (picked) await vscode.workspace.getConfiguration('wit').update('wasmTools', picked.label);
    return picked?.label;
  },
};
