import { stat } from 'node:fs/promises';
import { readComponent } from '../component-file.ts';
import type { SourceLocation } from '../protocol.ts';
import type { Problems } from './problems.ts';

/** What composing needs of the host around it. */
export interface ComposeContext {
  /** Builds a folder and gives the path of its component. */
  build(folder: string): Promise<string>;
  readonly signal: AbortSignal;
}

/**
 * The path of a component; a folder is built first.
 * @param source a component or a folder
 */
export async function componentOf(source: string, { build, signal }: ComposeContext): Promise<string> {
  signal.throwIfAborted();
  const isFolder = await stat(source).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  return isFolder ? build(source) : source;
}

/**
 * Builds or finds the component of every part and reads it, each component once; reports `component-unreadable`,
 * `not-a-component` and what building finds, and leaves those parts out.
 */
export async function gather<Part extends { readonly source: string; readonly at?: SourceLocation }>(
  parts: readonly Part[],
  context: ComposeContext,
  problems: Problems,
): Promise<{ placed: (Part & { component: string })[]; bytes: ReadonlyMap<string, Uint8Array> }> {
  const placed: (Part & { component: string })[] = [];
  const bytes = new Map<string, Uint8Array>();
  for (const part of parts) {
    await problems.attemptAsync(async () => {
      const component = await componentOf(part.source, context);
      if (!bytes.has(component)) bytes.set(component, await readComponent(component, part.at));
      placed.push({ ...part, component });
    });
  }
  return { placed, bytes };
}
