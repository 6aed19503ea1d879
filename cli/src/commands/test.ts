import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runTests } from '../../../host/src/build/tests/run-tests.ts';
import type { TestResult } from '../../../host/src/protocol.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio test [FOLDER] [--only NAME]… [--report FILE]

Runs the tests of the component in a folder (default: the current one): *.test.js and *.test.ts in test/, tests/ and
src/ with the Node.js test runner, a crate with cargo test, a Go module with go test, tests/test_*.py with Python's
unittest, and each tests/*.c as a separate program.
  --only NAME     run only the test or suite of this name, as the output shows it; may be repeated
  --report FILE   write the result of each test to this file, a line of JSON each: name, outcome, durationMs, message, at
`;

export async function test(args: readonly string[]): Promise<number> {
  const options = { only: { type: 'string', multiple: true }, report: { type: 'string' } } as const;
  const { positionals, values } = parse(args, options, USAGE);
  const [folder = '.', ...others] = positionals;
  if (others.length > 0) throw new Usage('only one folder is allowed', USAGE);
  const { only = [], report } = values;
  const write = report !== undefined && {
    report: (results: readonly TestResult[]) =>
      writeFileSync(report, results.map((one) => `${JSON.stringify(one)}\n`).join('')),
  };
  return runTests(resolve(folder), { only, ...write });
}
