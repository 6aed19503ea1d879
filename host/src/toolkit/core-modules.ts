import { readFile } from 'node:fs/promises';

/** Core modules of a component by name, and the range of bytes that each takes in it. */
export type ModuleRanges = Readonly<Record<string, { readonly start: number; readonly end: number }>>;

/**
 * A program of the toolkit, in the sources or beside the bundles.
 * @param source path of the component below toolkit/
 */
export function toolkitBinary(source: string, bundled: string): URL {
  const fromSources = import.meta.url.endsWith('.ts');
  return new URL(fromSources ? `../../../toolkit/${source}` : `../host/${bundled}`, import.meta.url);
}

/** Compiles the core modules from the component's own bytes, so that they do not ship twice. */
export async function compileModules(
  binary: URL,
  ranges: ModuleRanges,
): Promise<ReadonlyMap<string, WebAssembly.Module>> {
  const component = await readFile(binary);
  const entries = Object.entries(ranges).map(async ([name, { start, end }]) => {
    return [name, await WebAssembly.compile(component.subarray(start, end))] as const;
  });
  return new Map(await Promise.all(entries));
}
