/**
 * Maps the stack of an error in a guest from lines of the bundle to those of the sources, by the map in the bundle's
 * first line (stack-map.ts), which is read at the first error.
 */
import { sayImportedErr } from './imported-err.ts';
import { readMappings, segmentAt, type Segment } from './mappings.ts';

interface Sources {
  /** Null: not the guest's own. */
  readonly sources: readonly (string | null)[];
  readonly mappings: string;
}

interface CallSite {
  getFunctionName(): string | null;
  getFileName(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
}

const { sources, mappings } = (globalThis as unknown as { $sources: Sources }).$sources;
let decoded: Segment[][] | undefined;

(Error as unknown as { prepareStackTrace: unknown }).prepareStackTrace = (
  error: unknown,
  sites: readonly CallSite[],
): string => {
  sayImportedErr(error as Error);
  const { name, message } = error as Error;
  const head = message ? `${name}: ${message}` : name;
  return [head, ...sites.map(frame).filter((line) => line !== undefined)].join('\n');
};

function frame(site: CallSite): string | undefined {
  const line = site.getLineNumber();
  if (line === null || line < 1) return undefined;
  decoded ??= readMappings(mappings);
  const segment = segmentAt(decoded, line - 1, (site.getColumnNumber() ?? 1) - 1);
  const source = segment && sources[segment[1]];
  if (!segment || !source) return undefined;
  const name = site.getFunctionName();
  const place = `${source}:${segment[2] + 1}:${segment[3] + 1}`;
  return `    at ${name ? `${name} (${place})` : place}`;
}
