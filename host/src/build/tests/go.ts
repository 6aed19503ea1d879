import { trimmed, type ReadResults } from './result.ts';

const OUTCOMES = { PASS: 'passed', FAIL: 'failed', SKIP: 'skipped' } as const;

/** Of `go test -v`: what a test prints is between `=== RUN` and `---` with its name. */
export const readGo: ReadResults = (output, { files = [] }) =>
  [...output.matchAll(/^\s*--- (PASS|FAIL|SKIP): (\S+) \(([\d.]+)s\)/gm)].map(
    ({ index, 1: word, 2: name = '', 3: seconds }) => {
      const outcome = OUTCOMES[word as keyof typeof OUTCOMES];
      const durationMs = Number(seconds) * 1000;
      if (outcome !== 'failed') return { name, outcome, durationMs };
      const started = output.lastIndexOf(`=== RUN   ${name}\n`, index);
      const printed = output.slice(Math.max(started, 0), index).replace(/^=== .*\n/gm, '');
      const message = trimmed(printed);
      return { name, outcome, durationMs, message, ...placeIn(message, files) };
    },
  );

/** A place has the name of its file without the folder. */
function placeIn(message: string, files: readonly string[]) {
  const [, name, line] = /^\s*(\w+_test\.go):(\d+):/m.exec(message) ?? [];
  const file = name && files.find((path) => path === name || path.endsWith(`/${name}`));
  return file ? { at: { file, line: Number(line) } } : {};
}
