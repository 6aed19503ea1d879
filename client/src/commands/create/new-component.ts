import * as vscode from 'vscode';
import { askLanguage, askName, askParent, askWorld, takenNames } from '../../ui/ask-new.ts';
import { Questions } from '../../ui/questions.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import { showNew } from '../../ui/show-new.ts';
import { witFiles } from '../../targets/workspace-files.ts';
import type { NewComponentParams } from '../../../../host/src/protocol.ts';
import type { Command, Studio } from '../../studio.ts';

/** Creates a component in a new folder: prompts for the language, the kind, and the name. */
export const newComponent: Command = {
  id: 'wit.newComponent',
  async run(studio, target) {
    const questions = new Questions();
    const answers = await askAll(studio, questions, target).finally(() => questions.dispose());
    const parent = answers && (await askParent(target));
    if (!answers || !parent) return undefined;
    const { language, world, name } = answers;
    const folder = vscode.Uri.joinPath(parent, name).fsPath;
    const result = await runWithProgress(studio, `Creating ${name}`, (watch) =>
      studio.host.request('newComponent', { folder, language, world }, watch),
    );
    if (result) void showNew(studio, result);
    return result;
  },
};

async function askAll(
  studio: Studio,
  questions: Questions,
  target: vscode.Uri | undefined,
): Promise<Answers | undefined> {
  const language = await askLanguage(questions);
  if (language === undefined) return undefined;
  const files = await witFiles();
  const worlds = await runWithProgress(studio, 'Looking for worlds', (watch) =>
    studio.host.request('worlds', { files, language }, watch),
  );
  const world = worlds && (await askWorld(questions, language, worlds));
  if (!world) return undefined;
  // A function is a step more.
  const step = world.kind === 'function' ? '4 of 4' : '3 of 3';
  const title = `New component (${step}): the name of its folder`;
  const name = await askName(questions, { ...NAME, title, taken: await takenNames(target) });
  return name === undefined ? undefined : { language, world, name };
}

type Answers = Pick<NewComponentParams, 'language' | 'world'> & { readonly name: string };

const NAME = {
  usual: 'my-component',
  pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
};
