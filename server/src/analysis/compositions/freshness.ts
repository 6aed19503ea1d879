import { grouped } from '../../base/grouped.ts';
import { folderOf } from '../../base/uri-paths.ts';
import type { FileSystem } from '../../packages/file-system.ts';
import { resolvePath } from '../../packages/manifests/paths.ts';

/** Whether the component of a folder was built from its current sources. */
export type Freshness = 'current' | 'sources-newer' | 'wit-newer' | 'not-built';

/**
 * As the record says that a build leaves beside its component: path to content hash, the component among them.
 * @param component URI; undefined where nothing is built
 * @returns undefined for a component that was not built here: nothing is known of its sources
 */
export function freshnessOf(files: FileSystem, component: string | undefined): Freshness | undefined {
  if (component === undefined) return 'not-built';
  const record = recordOf(files, component);
  const uriOf = (path: string): string => resolvePath(folderOf(component), path);
  const recorded = Object.entries(record.files).map(([path, hash]) => [uriOf(path), hash] as const);
  const changed = recorded.filter(([uri, hash]) => files.digest?.(uri) !== hash).map(([uri]) => uri);
  if (recorded.length === 0 || files.digest === undefined || changed.includes(component)) return undefined;
  const others = [...changed, ...addedFiles(files, record.paths.map(uriOf), record.otherInputs.map(uriOf))];
  if (others.length === 0) return 'current';
  return others.some((uri) => uri.endsWith('.wit')) ? 'wit-newer' : 'sources-newer';
}

/** Files of the same kind beside those that a build could read. A folder that came is found by the next build. */
function addedFiles(
  files: FileSystem,
  readable: readonly string[],
  otherInputs: readonly string[],
): string[] {
  const known = new Set([...readable, ...otherInputs]);
  return [...grouped(readable, folderOf)].flatMap(([folder, uris]) => {
    const endings = new Set(uris.map(endingOf));
    const names = files.readDirectory(folder).filter(({ kind }) => kind === 'file');
    const now = names.map(({ name }) => resolvePath(folder, name));
    return now.filter((uri) => endings.has(endingOf(uri)) && !known.has(uri));
  });
}

const endingOf = (uri: string): string => uri.slice(uri.lastIndexOf('.'));

interface BuildRecord {
  readonly files: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
  readonly otherInputs: readonly string[];
}

/** Of `NAME.wasm.inputs.json` (host/src/build/stamp.ts), which may be of an earlier version, or damaged. */
function recordOf(files: FileSystem, component: string): BuildRecord {
  const { files: recorded, paths, besides: otherInputs } = parsed(files.readText(`${component}.inputs.json`));
  return {
    files: Object(recorded) as Record<string, string>,
    paths: strings(paths),
    otherInputs: strings(otherInputs),
  };
}

function parsed(text: string | undefined): Record<string, unknown> {
  try {
    return Object(JSON.parse(text ?? '{}')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Freshness for a person, and whether it is a reason to build. */
export interface FreshnessInWords {
  readonly text: string;
  readonly isStale: boolean;
}

const WORDS: Readonly<Record<Freshness, FreshnessInWords>> = {
  current: { text: 'up to date', isStale: false },
  'sources-newer': { text: 'sources are newer', isStale: true },
  'wit-newer': { text: 'built from an older WIT', isStale: true },
  'not-built': { text: 'not built', isStale: true },
};

export const freshnessInWords = (freshness: Freshness | undefined): FreshnessInWords | undefined =>
  freshness === undefined ? undefined : WORDS[freshness];
