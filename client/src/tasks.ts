import * as vscode from 'vscode';
import { commandLaunch } from './host/launch.ts';
import type { Studio } from './studio.ts';
import { componentFolders } from './targets/component-folders.ts';
import { PLAN_FILES } from './targets/patterns.ts';
import { TEST_FILES, testedFolders } from './targets/tested-folders.ts';
import { findAll } from './targets/workspace-files.ts';

/** The path that a task definition names, by task type; absolute, or relative to the workspace folder. */
const SUBJECTS = { 'wit-build': 'folder', 'wit-test': 'folder', 'wit-compose': 'plan' } as const;
type TaskType = keyof typeof SUBJECTS;

/** The subcommand that a task runs. */
const COMMANDS: Readonly<Record<TaskType, string>> = {
  'wit-build': 'build',
  'wit-test': 'test',
  'wit-compose': 'compose',
};

/** Where the subjects of each type are: paths. */
const FIND: Readonly<Record<TaskType, () => Promise<readonly string[]>>> = {
  'wit-build': componentFolders,
  'wit-test': async () => testedFolders(await componentFolders(), await findAll(TEST_FILES)),
  'wit-compose': () => findAll([PLAN_FILES]),
};

/** Tasks that build and test components and compose plans by `wit-studio`, whose messages become problems. */
export function registerTasks(studio: Studio): vscode.Disposable {
  const providers = (Object.keys(SUBJECTS) as TaskType[]).map((type) =>
    vscode.tasks.registerTaskProvider(type, {
      provideTasks: async () => Promise.all((await definitions(type)).map((one) => taskOf(studio, one))),
      resolveTask: (task) => taskOf(studio, task.definition as Definition, task.scope),
    }),
  );
  return vscode.Disposable.from(...providers);
}

interface Definition extends vscode.TaskDefinition {
  readonly type: TaskType;
}

async function definitions(type: TaskType): Promise<Definition[]> {
  const unique = [...new Set(await FIND[type]())].sort();
  return unique.map((path) => ({ type, [SUBJECTS[type]]: vscode.workspace.asRelativePath(path, false) }));
}

async function taskOf(
  { extension }: Studio,
  definition: Definition,
  scope: vscode.Task['scope'] = vscode.workspace.workspaceFolders?.[0],
): Promise<vscode.Task> {
  const subject = String(definition[SUBJECTS[definition.type]] ?? '.');
  const launch = await commandLaunch(extension.extensionUri, COMMANDS[definition.type], subject);
  const { command, args, env } = launch;
  const execution = new vscode.ProcessExecution(command, [...args], {
    env: { ...process.env, ...env } as Variables,
  });
  const name = `${COMMANDS[definition.type]} ${subject}`;
  const where = typeof scope === 'object' ? scope : vscode.TaskScope.Workspace;
  const task = new vscode.Task(definition, where, name, 'WIT', execution, '$wit-studio');
  task.group = definition.type === 'wit-test' ? vscode.TaskGroup.Test : vscode.TaskGroup.Build;
  return task;
}

type Variables = Record<string, string>;
