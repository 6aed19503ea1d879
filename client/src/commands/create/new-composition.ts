import { basename, posix, relative } from 'node:path';
import * as vscode from 'vscode';
import type { Problem } from '../../../../host/src/protocol.ts';
import { problemError } from '../../host/problem-error.ts';
import type { Command, Studio } from '../../studio.ts';
import { componentFolders } from '../../targets/component-folders.ts';
import { PLAN } from '../../targets/patterns.ts';
import { componentFiles, isFile } from '../../targets/workspace-files.ts';
import { planOf } from '../../targets/new-plan.ts';
import { askParent } from '../../ui/ask-new.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import { pageRest } from '../../ui/box-sequence.ts';

/** Writes a plan of components that the user picks, and opens it. */
export const newComposition: Command = {
  id: 'wit.newComposition',
  async run(studio, target) {
    const parent = await askParent(target);
    if (parent === undefined) return undefined;
    const plan = vscode.Uri.joinPath(parent, PLAN);
    const items = await runWithProgress(studio, 'Looking for components', async () => {
      if (await isFile(plan.fsPath)) throw problemError(planExists(plan));
      return itemsFrom(studio, parent.fsPath);
    });
    // A list on the screen with the message of a progress beside it would look unfinished.
    const parts = items && (await askParts(items));
    if (!parts?.length) return undefined;
    return runWithProgress(studio, 'Creating a composition', async () => {
      await write(plan, planOf(parts));
      await ignoreResults(parent);
      await vscode.window.showTextDocument(plan, { preview: false });
      return plan.fsPath;
    });
  },
};

const write = (file: vscode.Uri, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));

/** Composing writes into `target`. What the user has listed is left as it is. */
async function ignoreResults(folder: vscode.Uri): Promise<void> {
  const list = vscode.Uri.joinPath(folder, '.gitignore');
  if (!(await isFile(list.fsPath))) await write(list, 'target/\n');
}

/** A part of the plan. */
interface PartItem extends vscode.QuickPickItem {
  /** From the folder of the plan. */
  readonly path: string;
}

/** Folders that are built, and components that none of them is built to; as paths from `parent`. */
async function itemsFrom({ languageServer }: Studio, parent: string): Promise<readonly PartItem[]> {
  const folders: string[] = [];
  const built = new Set<string>();
  for (const folder of await componentFolders()) {
    const status = await languageServer.targetStatus(vscode.Uri.file(folder));
    if (status?.kind !== 'component') continue;
    folders.push(folder);
    if (status.component !== undefined) built.add(vscode.Uri.parse(status.component, true).fsPath);
  }
  const others = (await componentFiles()).filter((path) => !built.has(path));
  if (folders.length + others.length === 0) throw problemError(nothingToCompose);
  return [...folders, ...others].map((file) => {
    const [label, path] = [basename(file), asPosix(relative(parent, file))];
    return { label, path, ...(path !== label && { description: path }), picked: folders.includes(file) };
  });
}

async function askParts(items: readonly PartItem[]): Promise<readonly string[] | undefined> {
  const title = 'New composition: the components to connect';
  await pageRest();
  const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true, ignoreFocusOut: true });
  return picked?.map(({ path }) => path);
}

const asPosix = (path: string): string => path.replaceAll('\\', posix.sep);

const planExists = ({ fsPath }: vscode.Uri): Problem => ({
  code: 'plan-exists',
  message: `There is a plan already: ${fsPath}.`,
  help: 'Add components to it, or run the command on another folder in the explorer.',
});

const nothingToCompose: Problem = {
  code: 'no-component',
  message: 'There is no component in this workspace to compose.',
  help: 'Create the components first (“WIT: New Component…”).',
};
