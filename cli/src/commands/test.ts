import { resolve } from 'node:path';
import { runTests } from '../../../host/src/build/typescript/tests/run-tests.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio test [FOLDER]

Runs the tests of a component (of this folder, when none is named): *.test.js and *.test.ts in test/ and src/ by
the test runner of Node.js, those of a crate by cargo, of Go by go, tests/test_*.py by Python's unittest, and each
tests/*.c as a program of its own.
`;

export async function test(args: readonly string[]): Promise<number> {
  const [folder = '.', ...others] = parse(args, {}, USAGE).positionals;
  if (others.length > 0) throw new Usage('one folder at a time', USAGE);
  return runTests(resolve(folder));
}
