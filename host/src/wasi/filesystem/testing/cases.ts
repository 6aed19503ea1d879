/**
 * Calls of a guest (test-fixtures/programs/files describes their syntax), by topic. Each sequence has a separate
 * folder, `p0` here; see `plantTree`.
 */
export type Cases = Readonly<Record<string, readonly string[]>>;

/** Each call for each path. */
export const each = (paths: readonly string[], ...calls: readonly ((path: string) => string)[]): string[] =>
  paths.flatMap((path) => calls.map((call) => call(path)));
