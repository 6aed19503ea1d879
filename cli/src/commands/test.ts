import { resolve } from 'node:path';
import { runTests } from '../../../host/src/build/typescript/tests/run-tests.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio test [FOLDER]

Runs the tests of the component in a folder (default: the current one): *.test.js and *.test.ts in test/, tests/ and
src/ with the Node.js test runner, a crate with cargo test, a Go module with go test, tests/test_*.py with Python's
unittest, and each tests/*.c as a separate program.
`;

export async function test(args: readonly string[]): Promise<number> {
  const [folder = '.', ...others] = parse(args, {}, USAGE).positionals;
  if (others.length > 0) throw new Usage('one folder at a time', USAGE);
  return runTests(resolve(folder));
}
