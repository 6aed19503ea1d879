import { folderOf } from '../../base/uri-paths.ts';
import type { FileSystem } from '../../packages/file-system.ts';
import { resolvePath } from '../../packages/manifests/paths.ts';

/** Whether the component of a folder is what its sources would be built into now. */
export type Freshness = 'current' | 'sources-newer' | 'wit-newer' | 'not-built';

/**
 * As the record says that a build leaves beside its component: path to content hash, the component among them.
 * @param component URI; undefined where nothing is built
 * @returns undefined for a component that was not built here: nothing is known of its sources
 */
export function freshnessOf(files: FileSystem, component: string | undefined): Freshness | undefined {
  if (component === undefined) return 'not-built';
  const recorded = Object.entries(recordOf(files, component)).map(
    ([path, hash]) => [resolvePath(folderOf(component), path), hash] as const,
  );
  const changed = recorded.filter(([uri, hash]) => files.digest?.(uri) !== hash).map(([uri]) => uri);
  if (recorded.length === 0 || files.digest === undefined || changed.includes(component)) return undefined;
  if (changed.length === 0) return 'current';
  return changed.some((uri) => uri.endsWith('.wit')) ? 'wit-newer' : 'sources-newer';
}

/** Of `NAME.wasm.inputs.json` (host/src/build/stamp.ts). */
function recordOf(files: FileSystem, component: string): Readonly<Record<string, string>> {
  try {
    const { files: recorded } = JSON.parse(files.readText(`${component}.inputs.json`) ?? '{}') as {
      files?: Record<string, string>;
    };
    return Object(recorded) as Record<string, string>;
  } catch {
    return {};
  }
}

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
