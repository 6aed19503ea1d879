import { trimmed, type ReadResults } from './result.ts';

const OUTCOMES = { ok: 'passed', FAILED: 'failed', ignored: 'skipped' } as const;

/** Of `cargo test`: a line for each test, and behind all of them what the failed ones printed. */
export const readCargo: ReadResults = (output) => {
  const reasons = new Map<string, string>();
  for (const [, name, text] of output.matchAll(
    /^---- (.+) stdout ----\n([\s\S]*?)(?=\n---- |\n+failures:|(?![\s\S]))/gm,
  ))
    reasons.set(name!, trimmed(text!));
  return [...output.matchAll(/^test (.+?)(?: - should panic)? \.\.\. (ok|FAILED|ignored)/gm)].map(
    ([, name, word]) => {
      const outcome = OUTCOMES[word as keyof typeof OUTCOMES];
      const message = outcome === 'failed' ? (reasons.get(name!) ?? '') : undefined;
      return { name: name!, outcome, ...(message !== undefined && { message, ...placeIn(message) }) };
    },
  );
};

function placeIn(message: string) {
  const [, file, line, column] = /panicked at (.+?):(\d+):(\d+)/.exec(message) ?? [];
  return file === undefined ? {} : { at: { file, line: Number(line), column: Number(column) } };
}
