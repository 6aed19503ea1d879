import { builtComponents } from '../analysis/compositions/built-component.ts';
import { type Freshness, freshnessInWords, freshnessOf } from '../analysis/compositions/freshness.ts';
import { isProject } from '../analysis/compositions/components-below.ts';
import type { Snapshot } from '../analysis/snapshot.ts';
import { planKind } from '../compositions/kind.ts';
import { detailOf } from '../compositions/picture/graph-view.ts';
import { drawn } from './compositions/place-in-plan.ts';

/** The status of a component, of a component's folder, or of an instance in a plan. */
export interface ComponentStatus {
  /** URI of the component's file; undefined where nothing is built. */
  readonly component: string | undefined;
  /** Its size, and whether it is what its sources say, where that is known: `12.3 KB · up to date`. */
  readonly detail: string;
  /** Whether it should be built. */
  readonly isStale: boolean;
}

export interface PlanStatus {
  /** Of a document, those of its packages that could be read. */
  readonly instances: readonly (ComponentStatus & { readonly name: string; readonly source: string })[];
  /** Messages. */
  readonly mistakes: readonly string[];
}

/** The state of something that is built, composed or run. */
export type TargetStatus =
  ({ readonly kind: 'component' } & ComponentStatus) | ({ readonly kind: 'plan' } & PlanStatus);

/**
 * @param uri a plan, a component's file, or a folder
 * @returns undefined for any other path
 */
export function targetStatus(snapshot: Snapshot, uri: string): TargetStatus | undefined {
  if (planKind(uri)) return statusOfPlan(snapshot, uri);
  if (!uri.endsWith('.wasm') && !isProject(snapshot.disk, uri)) return undefined;
  const places = uri.endsWith('.wasm') ? [uri] : builtComponents(snapshot.disk, uri);
  return { kind: 'component', ...statusOnDisk(snapshot, places) };
}

function statusOfPlan(snapshot: Snapshot, uri: string): TargetStatus | undefined {
  const composition = snapshot.composition(uri);
  if (!composition) return undefined;
  const parts = drawn(composition)?.parts ?? [];
  const instances = parts.map((part) => {
    const places = builtComponents(snapshot.disk, part.source);
    // A folder may have been built since the plan was checked.
    const isFolder = places.length > 0;
    const status = isFolder
      ? statusOnDisk(snapshot, places)
      : statusOf(part.component, part.size, composition.freshnessOf(part));
    return { name: part.name, source: part.source, ...status };
  });
  return { kind: 'plan', instances, mistakes: composition.findings.map(({ message }) => message) };
}

/** @param places where the component may be, the likeliest first */
function statusOnDisk({ disk }: Snapshot, places: readonly string[]): ComponentStatus {
  const sizes = places.map((place) => [place, disk.readBytes(place)?.length] as const);
  const [component, bytes] = sizes.find(([, size]) => size !== undefined) ?? [undefined, undefined];
  return statusOf(component, bytes, freshnessOf(disk, component));
}

function statusOf(
  component: string | undefined,
  bytes: number | undefined,
  known: Freshness | undefined,
): ComponentStatus {
  const freshness = freshnessInWords(known);
  return {
    component,
    detail: detailOf({ detail: '', bytes, freshness }),
    isStale: freshness?.isStale ?? false,
  };
}
