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
 * The files with tests of each component.
 *
 * @param components their folders
 * @param tests paths of files with tests
 * @returns by the nearest folder above them; folders in alphabetical order, their files too
 */
export function testsByFolder(
  components: readonly string[],
  tests: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const folders = new Set(components);
  const found = new Map<string, string[]>();
  for (const path of [...tests].sort()) {
    const folder = nearestOf(folders, dirname(path));
    if (folder !== undefined) found.set(folder, [...(found.get(folder) ?? []), path]);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The folders of components that have tests, in alphabetical order. */
export const testedFolders = (components: readonly string[], tests: readonly string[]): readonly string[] => [
  ...testsByFolder(components, tests).keys(),
];

function nearestOf(folders: ReadonlySet<string>, start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (folders.has(folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
