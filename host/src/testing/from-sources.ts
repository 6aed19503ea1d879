import { join } from 'node:path';

/**
 * Node's arguments that run a program of the sources, such as `cli/src/main.ts`. The runner of all tests has
 * bundled it; a test file that is run by itself has its program translated as it loads.
 */
export function fromSources(program: string): string[] {
  const bundles = process.env['TEST_BUNDLES'];
  return bundles ? [join(bundles, program.replace(/\.ts$/, '.js'))] : ['--import', 'tsx', program];
}
