/** The result of one test: a line of JSON in the report of `wit-studio test`. */
export interface TestResult {
  /**
   * As the runner prints it: `suite > test` of Node.js, `tests::greets` of cargo, `TestGreets` of Go,
   * `test_answers.TestAnswers.test_greets` of Python, `tests/answers.c`.
   */
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly durationMs?: number;
  /** Why it failed. */
  readonly message?: string;
  /** Where it failed; the file is relative to the folder, with `/`; line and column count from 1. */
  readonly at?: { readonly file: string; readonly line: number; readonly column?: number };
}
