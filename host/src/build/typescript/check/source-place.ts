import type { SourceMap } from 'node:module';
import { resolve } from 'node:path';
import type { Finding } from '../../../protocol.ts';

/** Of a bundle; `line` counts from 1, `column` from 0. */
export interface BundlePosition {
  readonly line: number;
  readonly column: number;
}

/** Where a name of a bundle is in its source; undefined for what the bundler has added. */
export function sourcePlace(
  { line, column }: BundlePosition,
  name: string,
  folder: string,
  places: SourceMap,
): Finding['at'] {
  const entry = places.findEntry(line - 1, column);
  if (!('originalLine' in entry)) return undefined;
  const start = { line: entry.originalLine, character: entry.originalColumn };
  return {
    file: resolve(folder, entry.originalSource),
    start,
    end: { line: start.line, character: start.character + name.length },
  };
}
