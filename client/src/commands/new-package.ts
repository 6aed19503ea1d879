import * as vscode from 'vscode';
import { askName, askParent } from '../ui/ask-new.ts';
import { runWithProgress } from '../ui/run-with-progress.ts';
import { showNew } from '../ui/show-new.ts';
import type { Command } from '../studio.ts';

/** Creates a WIT package in a new folder: prompts for its name and for the folder. */
export const newPackage: Command = {
  id: 'wit.newPackage',
  async run(studio, target) {
    const name = await askName('New package (1 of 2): its name', 'my-company:greetings@0.1.0', NAME, NAMES);
    const folderName = name && (await askName('New package (2 of 2): its folder', 'wit', FOLDER, FOLDERS));
    const parent = folderName === undefined ? undefined : await askParent(target);
    if (!name || !folderName || parent === undefined) return undefined;
    const folder = vscode.Uri.joinPath(parent, folderName.trim()).fsPath;
    const result = await runWithProgress(studio, `Creating ${name}`, (watch) =>
      studio.host.request('newPackage', { folder, name: name.trim() }, watch),
    );
    if (result) void showNew(studio, result);
    return result;
  },
};

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*:[a-z][a-z0-9]*(-[a-z0-9]+)*(@\d+\.\d+\.\d+\S*)?$/;
const NAMES = 'A namespace and a name in lowercase, and a version if you want one';
const FOLDER = /^[^/\\:*?"<>|]+$/;
const FOLDERS = 'The name of a folder';
