import { readFile } from 'node:fs/promises';

/** Core modules of a component by name, and the range of bytes that each takes in it. */
export type ModuleRanges = Readonly<Record<string, { readonly start: number; readonly end: number }>>;

/** A program of the toolkit, and the instance of it that callers share. */
export interface ToolkitProgram<Api> {
  /** The shared instance, made at the first call. */
  load(): Promise<Api>;
  /** A new instance, which the caller does not share. */
  fresh(): Promise<Api>;
  /** Works with the shared instance. A trap drops it; a refusal, an error with a `payload`, does not. */
  use<T>(work: (api: Api) => T): Promise<T>;
  /** After a trap an instance cannot be entered again: the next `load` gives a new one. */
  drop(): void;
}

/**
 * Its core modules are read and compiled once, by the first instance.
 * @param source path of the component below toolkit/
 * @param bundled its name beside the bundles
 * @param start instantiates it, with its core modules by name
 */
export function toolkitProgram<Api>(
  source: string,
  bundled: string,
  ranges: ModuleRanges,
  start: (module: (name: string) => WebAssembly.Module) => Promise<Api>,
): ToolkitProgram<Api> {
  let modules: Promise<ReadonlyMap<string, WebAssembly.Module>> | undefined;
  let shared: Promise<Api> | undefined;
  const instantiate = async (): Promise<Api> => {
    const compiled = await (modules ??= compileModules(toolkitBinary(source, bundled), ranges));
    return start((name) => compiled.get(name)!);
  };
  const load = (): Promise<Api> => (shared ??= instantiate());
  const drop = (): void => {
    shared = undefined;
  };
  const use = async <T>(work: (api: Api) => T): Promise<T> => {
    const api = await load();
    try {
      return work(api);
    } catch (error) {
      if (!(error instanceof Error && 'payload' in error)) drop();
      throw error;
    }
  };
  return { load, fresh: instantiate, use, drop };
}

function toolkitBinary(source: string, bundled: string): URL {
  const fromSources = import.meta.url.endsWith('.ts');
  return new URL(fromSources ? `../../../toolkit/${source}` : `../host/${bundled}`, import.meta.url);
}

/** Compiles the core modules from the component's own bytes, so that they do not ship twice. */
async function compileModules(
  binary: URL,
  ranges: ModuleRanges,
): Promise<ReadonlyMap<string, WebAssembly.Module>> {
  const component = await readFile(binary);
  const entries = Object.entries(ranges).map(async ([name, { start, end }]) => {
    return [name, await WebAssembly.compile(component.subarray(start, end))] as const;
  });
  return new Map(await Promise.all(entries));
}
