import * as vscode from 'vscode';
import { askName, askParent } from '../../ui/ask-new.ts';
import { Questions } from '../../ui/questions.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import { showNew } from '../../ui/show-new.ts';
import type { Command } from '../../studio.ts';

/** Creates a WIT package in a new folder: prompts for its name and for the folder. */
export const newPackage: Command = {
  id: 'wit.newPackage',
  async run(studio, target) {
    const questions = new Questions();
    const answers = await askNames(questions).finally(() => questions.dispose());
    const parent = answers && (await askParent(target));
    if (!answers || !parent) return undefined;
    const { name } = answers;
    const folder = vscode.Uri.joinPath(parent, answers.folder).fsPath;
    const result = await runWithProgress(studio, `Creating ${name}`, (watch) =>
      studio.host.request('newPackage', { folder, name }, watch),
    );
    if (result) void showNew(studio, result);
    return result;
  },
};

async function askNames(questions: Questions): Promise<{ name: string; folder: string } | undefined> {
  const example = 'my-company:greetings@0.1.0';
  const name = await askName(questions, 'New package (1 of 2): its name', example, NAME, NAMES);
  if (name === undefined) return undefined;
  const folder = await askName(questions, 'New package (2 of 2): its folder', 'wit', FOLDER, FOLDERS);
  return folder === undefined ? undefined : { name, folder };
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*:[a-z][a-z0-9]*(-[a-z0-9]+)*(@\d+\.\d+\.\d+\S*)?$/;
const NAMES = 'A namespace and a name in lowercase, and a version if you want one';
const FOLDER = /^[^/\\:*?"<>|]+$/;
const FOLDERS = 'The name of a folder';
