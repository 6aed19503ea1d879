import { isAbsolute, relative, resolve } from 'node:path';
import { trimmed, type ReadResults } from './result.ts';

const OUTCOMES = { ok: 'passed', FAIL: 'failed', ERROR: 'failed', skipped: 'skipped' } as const;

/** Of `python -m unittest -v`: a line for each test, and behind all of them a traceback of each failed one. */
export const readPython: ReadResults = (output, { folder }) => {
  const reasons = new Map<string, string>();
  for (const [, test, type, text] of output.matchAll(
    /^=+\n(?:FAIL|ERROR): (\w+) \(([\w.]+)\).*\n(?:.*\n)?-+\n([\s\S]*?)(?=\n=====|\n-----)/gm,
  ))
    reasons.set(nameOf(test!, type!), trimmed(text!));
  // The first line of a docstring may stand between a test and its outcome.
  return [...output.matchAll(/^(\w+) \(([\w.]+)\)(?:\n.*)? \.\.\. (ok|FAIL|ERROR|skipped)/gm)].map(
    ([, test, type, word]) => {
      const name = nameOf(test!, type!);
      const outcome = OUTCOMES[word as keyof typeof OUTCOMES];
      const message = outcome === 'failed' ? (reasons.get(name) ?? '') : undefined;
      return { name, outcome, ...(message !== undefined && { message, ...placeIn(message, folder) }) };
    },
  );
};

/** Python before 3.11 names the class alone. */
const nameOf = (test: string, type: string): string => (type.endsWith(`.${test}`) ? type : `${type}.${test}`);

/** The innermost frame in a file of the folder. */
function placeIn(message: string, folder: string) {
  const frames = [...message.matchAll(/^ {2}File "(.+?)", line (\d+)/gm)].map(([, path, line]) => ({
    file: relative(folder, resolve(folder, path!)).replaceAll('\\', '/'),
    line: Number(line),
  }));
  const at = frames.findLast(({ file }) => !file.startsWith('..') && !isAbsolute(file));
  return at ? { at } : {};
}
