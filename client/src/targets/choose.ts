import { basename, dirname } from 'node:path';
import type { Problem } from '../../../host/src/protocol.ts';
import { activeFile, nearestFile, pickFile } from './workspace-files.ts';

/** The file that makes a folder a composition. */
const PLAN = 'composition.toml';
/** The files that make a folder a component's. */
const COMPONENT = ['package.json', 'Cargo.toml'];

/**
 * The plan that a command acts on: the one it was invoked on, else the nearest above the active file,
 * else the workspace's only one, else the person's choice.
 *
 * @returns its path; undefined when nothing was picked
 * @throws a problem error `no-composition`
 */
export async function choosePlan(target = activeFile()): Promise<string | undefined> {
  if (target && isPlan(target.fsPath)) return target.fsPath;
  const near = target && (await nearestFile(target, [PLAN]));
  return near ?? pickFile(`**/{${PLAN},*.wac}`, 'Which composition?', noComposition);
}

/**
 * The folder of the component that a command acts on, found like a plan.
 *
 * @throws a problem error `no-component`
 */
export async function chooseComponentFolder(target = activeFile()): Promise<string | undefined> {
  const near = target && (await nearestFile(target, COMPONENT));
  const marker = near ?? (await pickFile(`**/{${COMPONENT.join(',')}}`, 'Which component?', noComponent));
  return marker && dirname(marker);
}

/**
 * What to run or serve: a component that is built already, or a plan to compose first.
 *
 * @throws a problem error `no-component`
 */
export async function chooseRunnable(target = activeFile()): Promise<string | undefined> {
  if (target && (isPlan(target.fsPath) || target.fsPath.endsWith('.wasm'))) return target.fsPath;
  const near = target && (await nearestFile(target, [PLAN]));
  return near ?? pickFile(`**/{${PLAN},*.wac,*.wasm}`, 'What to run?', noComponent);
}

/** Whether a file says how to compose: a `composition.toml` or a WAC document. */
export function isPlan(path: string): boolean {
  return basename(path) === PLAN || path.endsWith('.wac');
}

const noComposition: Problem = {
  code: 'no-composition',
  message: 'There is no composition.toml or .wac document in this workspace.',
  help: 'Write one that names the components and what to plug into what; the page of this error shows how.',
};

const noComponent: Problem = {
  code: 'no-component',
  message: 'There is no component in this workspace.',
  help: 'A component has a package.json or a Cargo.toml, or is a .wasm file that is built already.',
};
