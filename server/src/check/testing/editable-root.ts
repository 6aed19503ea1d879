import { directoryRoot } from '../../packages/find-root.ts';
import type { ResolvedRoot } from '../../resolve/model.ts';
import { resolveRoot } from '../../resolve/resolve-root.ts';
import { parse, type ParsedFile } from '../../syntax/parse.ts';
import { memoryFileSystem, uriOfPath } from '../../testing/memory-file-system.ts';

/** Resolves the root of files in memory, after each edit of them with what the parser and the resolver made before. */
export function editableRoot(files: ReadonlyMap<string, string>): (previous?: ResolvedRoot) => ResolvedRoot {
  const parsed = new Map<string, ParsedFile>();
  const read = (uri: string): ParsedFile => {
    const file = parse(uri, files.get(uri.slice('file://'.length))!, parsed.get(uri));
    parsed.set(uri, file);
    return file;
  };
  return (previous) =>
    resolveRoot(directoryRoot(memoryFileSystem(files), read, uriOfPath(''))!, new Set(), previous);
}
