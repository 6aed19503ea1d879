import * as vscode from 'vscode';
import type { Command, Editing } from '../../studio.ts';

const VERSIONS = [
  { label: '0.263', description: 'the newest version' },
  {
    label: '0.259',
    description: 'the rules up to 0.259: no accessors; records, tuples and flags may be empty',
  },
];

/** Chooses the version of wasm-tools that diagnostics follow. */
export const switchTools: Command<Editing> = {
  id: 'wit.switchTools',
  async run() {
    const title = 'Select the version of wasm-tools whose rules diagnostics follow';
    const picked = await vscode.window.showQuickPick(VERSIONS, { title });
    if (picked) await vscode.workspace.getConfiguration('wit').update('wasmTools', picked.label);
    return picked?.label;
  },
};
