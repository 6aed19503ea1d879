import * as vscode from 'vscode';
import { askLanguage, askName, askParent, askWorld } from '../ui/ask-new.ts';
import { runWithProgress } from '../ui/run-with-progress.ts';
import { showNew } from '../ui/show-new.ts';
import { witFiles } from '../targets/workspace-files.ts';
import type { Command } from '../studio.ts';

/** Creates a component in a new folder: prompts for the language, the kind, and the name. */
export const newComponent: Command = {
  id: 'wit.newComponent',
  async run(studio, target) {
    const language = await askLanguage();
    if (language === undefined) return undefined;
    const files = await witFiles();
    const worlds = await runWithProgress(studio, 'Looking for worlds', (watch) =>
      studio.host.request('worlds', { files }, watch),
    );
    const world = worlds && (await askWorld(worlds));
    const name =
      world && (await askName('New component (3 of 3): the name of its folder', 'my-component', NAME));
    const parent = name === undefined ? undefined : await askParent(target);
    if (world === undefined || name === undefined || parent === undefined) return undefined;
    const folder = vscode.Uri.joinPath(parent, name.trim()).fsPath;
    const result = await runWithProgress(studio, `Creating ${name}`, (watch) =>
      studio.host.request('newComponent', { folder, language, world }, watch),
    );
    if (result) void showNew(studio, result);
    return result;
  },
};

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
