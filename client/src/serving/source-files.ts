import { isAbsolute, relative } from 'node:path';

/** Folders of build results and of dependencies. */
const MADE: ReadonlySet<string> = new Set(['__pycache__', 'dist', 'node_modules', 'target', 'venv']);

/**
 * Whether a file can be a source of what is served: `source` itself, or a file below it that no build writes and that
 * is not hidden.
 *
 * @param source the path of a folder of sources, or of a file
 */
export function isSourceOf(source: string, path: string): boolean {
  const way = relative(source, path);
  if (way === '') return true;
  if (isAbsolute(way)) return false;
  const names = way.split(/[\\/]/);
  return (
    !names.some((name) => name.startsWith('.') || MADE.has(name)) && !/\.(wasm|draft|inputs\.json)$/.test(way)
  );
}
