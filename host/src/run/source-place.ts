import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { builtFolders } from '../build/built-folders.ts';
import { folderOf } from '../build/stamp.ts';
import type { Problem, SourceLocation } from '../protocol.ts';

/** `at f (src/a.ts:3:5)`, or without a name. */
const FRAME = /^at (?:.* \()?([^()]+):(\d+):(\d+)\)?$/;

/**
 * Adds to an error of a guest its place, for editors: that of the innermost frame in a file of the person's own.
 * Frames name files as seen from the folder of the component, which a composition does not know: there it is
 * the one folder built here that has such a file.
 */
export async function withPlace(problem: Problem, component: string): Promise<Problem> {
  if (problem.code !== 'guest-trap' || problem.at) return problem;
  const frames = (problem.causes ?? []).map((cause) => FRAME.exec(cause)).filter((match) => match !== null);
  const frame = frames.find(([, file]) => !file!.includes('node_modules/')) ?? frames[0];
  if (!frame) return problem;
  const [, source = '', line, column] = frame;
  const own = await folderOf(component);
  const candidates = (own === undefined ? builtFolders() : [own]).map((folder) => join(folder, source));
  const [file, ...others] = candidates.filter((path) => existsSync(path));
  if (file === undefined || others.length > 0) return problem;
  return { ...problem, at: locationOf(file, Number(line) - 1, Number(column) - 1) };
}

const locationOf = (file: string, line: number, character: number): SourceLocation => ({
  file,
  start: { line, character },
  end: { line, character },
});
