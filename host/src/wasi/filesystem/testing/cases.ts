/**
 * Calls that a guest makes (test-fixtures/programs/files says how they are written), by what they show. Each
 * sequence has a folder of its own, `p0` here; see `plantTree`.
 */
export type Cases = Readonly<Record<string, readonly string[]>>;

/** Each call for each path. */
export const each = (paths: readonly string[], ...calls: readonly ((path: string) => string)[]): string[] =>
  paths.flatMap((path) => calls.map((call) => call(path)));
