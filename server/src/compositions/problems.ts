import { ProblemError } from '../base/problem.ts';
import type { Finding, Problem } from '../base/problem.ts';

/** Collects the problems of a plan, so that one run reports all of them. */
export interface Problems {
  readonly found: readonly Finding[];
  report(error: ProblemError): void;
  /** The result of the step; undefined if it failed, which is reported. */
  attempt<T>(step: () => T): T | undefined;
  attemptAsync<T>(step: () => Promise<T>): Promise<T | undefined>;
  /** @throws ProblemError that is about the first problem and holds all of them, if there are any */
  refuse(): void;
}

/** @param earlier problems found before, in another thread */
export function collectProblems(earlier: readonly Finding[] = []): Problems {
  const found = [...earlier];
  const report = (error: unknown): undefined => {
    if (!(error instanceof ProblemError)) throw error;
    const { findings = [], ...problem } = error.problem;
    found.push(...(findings.length > 1 ? findings : [{ ...problem, severity: 'error' as const }]));
  };
  return {
    found,
    report,
    attempt: (step) => {
      try {
        return step();
      } catch (error) {
        return report(error);
      }
    },
    attemptAsync: (step) => step().catch(report),
    refuse: () => {
      if (found.length > 0) throw allOf(found);
    },
  };
}

function allOf(found: readonly Finding[]): ProblemError {
  const findings = inOrder(withoutRepeated(found));
  const { severity: _, ...finding } = findings[0]!;
  // Every finding here was a problem; only compilers have codes of their own.
  const first = finding as Problem;
  if (findings.length === 1) return new ProblemError(first);
  const message = `${first.message} (and ${findings.length - 1} more)`;
  return new ProblemError({ ...first, message, findings });
}

/** Each problem once: parts that share their WIT have its errors in common. */
const withoutRepeated = (found: readonly Finding[]): readonly Finding[] => [
  ...new Map(found.map((one) => [JSON.stringify([one.code, one.message, one.at]), one])).values(),
];

/** Sorts the problems of one file by line; the others stay where they are. */
export const inOrder = (found: readonly Finding[]): readonly Finding[] => found.toSorted(byPlace);

function byPlace({ at: a }: Finding, { at: b }: Finding): number {
  if (!a || !b || a.file !== b.file) return 0;
  return a.start.line - b.start.line || a.start.character - b.start.character;
}
