import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem, SourceLocation } from '../protocol.ts';

/** `at f (src/a.ts:3:5)`, without a name or a column, or `f (src/a.rs:3:5)` from debug information. */
const FRAME = /^(?:at (?:.* \()?|.* \()([^()]+?):(\d+)(?::(\d+))?\)?$/;

/**
 * Adds to an error of a guest its place, for editors: that of the innermost frame in a file of the user's own.
 * Frames name files as seen from the folder of the component, which a composition does not know: there it is
 * the one folder built here that has such a file.
 */
export async function withPlace(problem: Problem, component: string): Promise<Problem> {
  if (problem.code !== 'guest-trap' || problem.at) return problem;
  const frames = (problem.causes ?? []).map((cause) => FRAME.exec(cause)).filter((match) => match !== null);
  const frame = frames.find(([, file]) => !file!.includes('node_modules/')) ?? frames[0];
  if (!frame) return problem;
  const [, source = '', line, column = '1'] = frame;
  const { builtFolders, folderOf } = await loadBuilds();
  const own = await folderOf(component);
  const folders = own === undefined ? builtFolders() : [own];
  const candidates = new Set(folders.map((folder) => resolve(folder, source)));
  const [file, ...others] = [...candidates].filter((path) => existsSync(path));
  if (file === undefined || others.length > 0) return problem;
  return { ...problem, at: locationOf(file, Number(line) - 1, Number(column) - 1) };
}

const locationOf = (file: string, line: number, character: number): SourceLocation => ({
  file,
  start: { line, character },
  end: { line, character },
});

/** Loaded only after a trap, since builds load much that a run or a server does not need. */
async function loadBuilds() {
  const [folders, stamps] = await Promise.all([
    import('../build/typescript/built-folders.ts'),
    import('../build/stamp.ts'),
  ]);
  return { ...folders, ...stamps };
}
