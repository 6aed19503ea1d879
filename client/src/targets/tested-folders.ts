import { dirname } from 'node:path';

/**
 * The test files of `wit-studio test`, as glob patterns without nested braces, which not every search of VS Code
 * supports.
 */
export const TEST_FILES = [
  '**/{test,tests,src}/**/*.test.{js,ts,mjs,mts,cjs,cts,jsx,tsx}',
  '**/tests/{test_*.py,*.c,*.rs}',
  '**/*_test.go',
];

/** Sources of crates, which have their tests beside the code. */
export const RUST_SOURCES = '**/src/**/*.rs';

/** Whether a source in Rust has a test for cargo. */
export const hasRustTests = (text: string): boolean => /^\s*#\[(\w+::)*test\b/m.test(text);

/**
 * The folders of components that have tests.
 *
 * @param manifests paths of files that make a folder a component's
 * @param tests paths of files with tests
 * @returns for each file of tests the nearest folder above it, once, in alphabetical order
 */
export function testedFolders(manifests: readonly string[], tests: readonly string[]): readonly string[] {
  const folders = new Set(manifests.map(dirname));
  const found = tests.map((path) => nearestOf(folders, dirname(path)));
  return [...new Set(found.filter((folder) => folder !== undefined))].sort();
}

function nearestOf(folders: ReadonlySet<string>, start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (folders.has(folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
