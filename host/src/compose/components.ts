import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { wrapElsewhere } from '../engine/wrap-elsewhere.ts';
import { readComponent } from '../inspect/component-file.ts';
import { HostError } from '../base/problem.ts';
import type { SourceLocation } from '../protocol.ts';
import { outcomesSideBySide } from '../base/side-by-side.ts';
import { referenceAt } from '../../../server/src/compositions/registry.ts';
import type { Problems } from '../../../server/src/compositions/problems.ts';

import { fetchComponent } from './registry.ts';

/** The services of the host that composing uses. */
export interface ComposeContext {
  /** Builds a folder and gives the path of its component. */
  build(folder: string): Promise<string>;
  /** Called with each file and folder that the plan includes for a part. */
  includes?(path: string): void;
  readonly signal: AbortSignal;
  /** A folder for caches that survives restarts; without it nothing is cached. */
  readonly storage?: string;
}

/**
 * The path of a component; a folder is built first, and a component of a registry is fetched once.
 * @param source a component, a folder, or the file to fetch the component of a reference to
 * @param at the place in the plan that names it
 */
export async function componentOf(
  source: string,
  { build, signal }: ComposeContext,
  at?: SourceLocation,
): Promise<string> {
  signal.throwIfAborted();
  const reference = referenceAt(source);
  if (reference !== undefined && !existsSync(source)) await fetchComponent(reference, source, signal, at);
  const isFolder = await stat(source).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  return isFolder ? build(source) : source;
}

/** A component that was found or built, and its bytes. */
export interface Loaded {
  readonly component: string;
  readonly bytes: Uint8Array;
}

/** @throws HostError `component-unreadable`, `not-a-component`, `core-module-unsupported` and what building finds */
async function loadComponent(
  source: string,
  context: ComposeContext,
  at: SourceLocation | undefined,
): Promise<Loaded> {
  const component = await componentOf(source, context, at);
  const bytes = await readComponent(component, at);
  return { component, bytes: await wrapElsewhere(bytes, component, at, context.signal) };
}

/**
 * Loads the sources of all parts side by side, each once; reports failures in the order of the parts, and leaves those
 * parts out.
 * @throws the signal's reason when it was aborted
 */
export async function gather<Part extends { readonly source: string; readonly at?: SourceLocation }>(
  parts: readonly Part[],
  context: ComposeContext,
  problems: Problems,
  load = loadComponent,
): Promise<{ placed: (Part & { component: string })[]; bytes: ReadonlyMap<string, Uint8Array> }> {
  // The first place of each source: a map has the last of equal keys.
  const places = new Map(parts.toReversed().map(({ source, at }) => [source, at]));
  const sources = [...new Set(parts.map(({ source }) => source))];
  const loading = (source: string): Promise<Loaded> => load(source, context, places.get(source));
  const outcomes = await outcomesSideBySide(sources, loading, context.signal);
  const loaded = new Map<string, Loaded>();
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome instanceof HostError) problems.report(inPlan(outcome, places.get(sources[index]!)));
    else loaded.set(sources[index]!, outcome);
  }
  const placed = parts.flatMap((part) => {
    const found = loaded.get(part.source);
    return found ? [{ ...part, component: found.component }] : [];
  });
  return { placed, bytes: new Map([...loaded.values()].map(({ component, bytes }) => [component, bytes])) };
}

/** A problem without a place of its own, such as a missing tool, is at the part that it is about. */
function inPlan(error: HostError, at: SourceLocation | undefined): HostError {
  const { problem } = error;
  return at && !problem.at && !problem.findings ? new HostError({ ...problem, at }) : error;
}
