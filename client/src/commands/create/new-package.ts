import * as vscode from 'vscode';
import { askName, askParent, takenNames } from '../../ui/ask-new.ts';
import { Questions } from '../../ui/questions.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import { showNew } from '../../ui/show-new.ts';
import type { Command } from '../../studio.ts';

/** Creates a WIT package in a new folder: prompts for its name and for the folder. */
export const newPackage: Command = {
  id: 'wit.newPackage',
  async run(studio, target) {
    const questions = new Questions();
    const answers = await askNames(questions, target).finally(() => questions.dispose());
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

async function askNames(
  questions: Questions,
  target: vscode.Uri | undefined,
): Promise<{ name: string; folder: string } | undefined> {
  const name = await askName(questions, NAME);
  if (name === undefined) return undefined;
  const folder = await askName(questions, { ...FOLDER, taken: await takenNames(target) });
  return folder === undefined ? undefined : { name, folder };
}

const NAME = {
  title: 'New package (1 of 2): its name',
  usual: 'my-company:greetings@0.1.0',
  pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*:[a-z][a-z0-9]*(-[a-z0-9]+)*(@\d+\.\d+\.\d+\S*)?$/,
  form: 'A namespace and a name in lowercase, and a version if you want one',
};
const FOLDER = {
  title: 'New package (2 of 2): its folder',
  usual: 'wit',
  pattern: /^[^/\\:*?"<>|]+$/,
  form: 'The name of a folder',
};
