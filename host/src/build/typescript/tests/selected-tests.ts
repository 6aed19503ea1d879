import type { Plugin } from 'esbuild-wasm';
import { asset } from '../../../programs.ts';

/**
 * Lets only tests of some names run: Node's own patterns match different names in each of its versions.
 * @param only names of tests and suites; empty for all
 */
export function selectedTests(only: readonly string[]): Plugin[] {
  if (only.length === 0) return [];
  const runtime = asset('build/typescript/tests/stand-ins/selected.ts');
  return [
    {
      name: 'wit-selected-tests',
      setup(build) {
        build.initialOptions.define = { WIT_STUDIO_ONLY: JSON.stringify(only) };
        build.onResolve({ filter: /^node:test$/ }, ({ path, importer }) =>
          importer === runtime ? { path, external: true } : { path: runtime },
        );
      },
    },
  ];
}
