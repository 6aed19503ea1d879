import { ProblemError, type SourceLocation } from '../../base/problem.ts';
import { displayPath, folderOf, nameOf } from '../../base/uri-paths.ts';
import { asComponent, missingReason, unreadableComponent } from '../../compositions/component-bytes.ts';
import { notAComponentFolder } from '../../compositions/component-folder.ts';
import type { LoadedComponent } from '../../compositions/graph/encode.ts';
import type { PlacedInstance } from '../../compositions/graph/graph.ts';
import { type Disk, gatherFiles } from '../../compositions/files/gather-files.ts';
import type { PlannedInstance } from '../../compositions/plan.ts';
import { referenceAt } from '../../compositions/registry.ts';
import type { Problems } from '../../compositions/problems.ts';
import type { FileSystem } from '../../packages/file-system.ts';
import { builtComponents } from './built-component.ts';
import type { Components, ComponentState } from './components.ts';
import type { Part } from './composition.ts';

type Named = Pick<PlannedInstance, 'name' | 'source' | 'at'>;

/** The known facts about a component in a plan. */
export function partOf(named: Named, files: FileSystem, components: Components): Part {
  const { name, source, at } = named;
  const built = builtComponents(files, source);
  const isFolder = built.length > 0;
  // Components that a build or a registry provides later are not missing.
  const isComing = isFolder || referenceAt(source) !== undefined;
  const places = isFolder ? built : [source];
  const component = isComing ? places.find((uri) => components.of(uri).bytes !== undefined) : source;
  const state = component === undefined ? undefined : components.of(component);
  const { description, language, bytes } = state ?? {};
  return { name, source, at, component, description, language, size: bytes?.length };
}

/** The bytes of a plan's parts, as composing reads them. */
export interface Gathered {
  readonly placed: readonly PlacedInstance[];
  readonly components: readonly LoadedComponent[];
  /** Whether something is not known yet that will be: a component that is being read, a folder to build. */
  readonly isPartial: boolean;
}

/** Reports missing files and files that are no components. */
export function gathered(
  instances: readonly PlannedInstance[],
  parts: readonly Part[],
  { files, components }: { readonly files: FileSystem; readonly components: Components },
  problems: Problems,
): Gathered {
  const placed: PlacedInstance[] = [];
  const loaded = new Map<string, LoadedComponent>();
  let isPartial = false;
  for (const [index, { component }] of parts.entries()) {
    const instance = instances[index]!;
    const state = component === undefined ? undefined : components.of(component);
    const path = displayPath(component ?? '');
    if (state === undefined || state.isPending) isPartial = true;
    const contents = contentsOf(instance, files, problems);
    const bytes = state && problems.attempt(() => readable(state, component!, files, instance.at));
    if (!bytes) continue;
    loaded.set(path, { path, bytes });
    placed.push({ ...instance, component: path, ...contents });
  }
  return { placed, components: [...loaded.values()], isPartial };
}

/** Their content has no influence on what can be wrong, except that it may be too large. */
function contentsOf(
  { files: planned }: PlannedInstance,
  files: FileSystem,
  problems: Problems,
): Pick<PlacedInstance, 'contents'> {
  if (!planned) return {};
  const disk: Disk = { readDirectory: (uri) => files.readDirectory(uri), read: () => new Uint8Array() };
  return { contents: gatherFiles(planned, (source) => source, disk, problems) };
}

/** @throws ProblemError `component-unreadable`, `not-a-component`, `not-a-component-folder` or `core-module-unsupported` */
export function readable(
  { bytes, problem }: ComponentState,
  uri: string,
  files: FileSystem,
  at: SourceLocation | undefined,
  orPackage = false,
): Uint8Array {
  const path = displayPath(uri);
  if (bytes === undefined && files.readDirectory(uri).length > 0) throw notAComponentFolder(path, at);
  if (bytes === undefined) throw unreadableComponent(path, missing(uri, files), at);
  if (problem) throw new ProblemError({ ...problem, ...(at && { at }) });
  return asComponent(bytes, path, at, orPackage);
}

/** Names the first missing folder or file of the path. */
function missing(uri: string, files: FileSystem): string {
  const siblings = files.readDirectory(folderOf(uri)).map(({ name }) => name);
  if (siblings.length === 0 && folderOf(uri) !== uri) return missing(folderOf(uri), files);
  return missingReason(nameOf(uri), siblings);
}
