import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, SourceLocation } from '../../protocol.ts';

/** A frame of a traceback. componentize-py shows each folder of modules to Python as `/0`, `/1` and so on. */
const FRAME = /^\s*File "(.+?)", line (\d+)/;
/** Its last line. componentize-py puts it behind an exception of its own where there are no frames. */
const ERROR = /^(?:AssertionError: )?((?:\w+\.)*\w*(?:Error|Exception|Warning)(?:: .*)?)$/;
/** Frames of componentize-py itself, and the same message once more, follow. */
const END = 'Caused by:';

/**
 * The error that ended componentize-py, at the innermost frame in the sources.
 * @param folders where modules are looked for
 */
export function pythonErrors(lines: readonly string[], folders: readonly string[]): Finding[] {
  const end = lines.indexOf(END);
  const own = end < 0 ? lines : lines.slice(0, end);
  const message = own.map((line) => ERROR.exec(line)?.[1]).findLast((one) => one !== undefined);
  if (message === undefined) return [];
  const at = own.map((line) => placeOf(line, folders)).findLast((place) => place !== undefined);
  return [{ code: 'python-build', severity: 'error', message, ...(at && { at }) }];
}

function placeOf(line: string, folders: readonly string[]): SourceLocation | undefined {
  const [, path, number] = FRAME.exec(line.replace(/^AssertionError: /, '')) ?? [];
  if (path === undefined) return undefined;
  const inside = path.replace(/^\/\d+\//, '');
  const file = folders
    .map((folder) => join(folder, inside))
    .find((one) => inside !== path && existsSync(one));
  if (file === undefined) return undefined;
  const start = { line: Number(number) - 1, character: 0 };
  return { file, start, end: { line: start.line + 1, character: 0 } };
}
