import { dirname, extname } from 'node:path';
import type { ObservedParts } from '../../guest/crossing/observed.ts';
import { nodeFor } from '../../run/node-for.ts';
import { splitComponent } from '../../run/split-component.ts';
import type { LaunchConfiguration } from '../session/configuration.ts';
import { bundleScript } from '../script/bundle-script.ts';
import type { ScriptModule } from '../script/script-module.ts';
import { noteOnRights } from '../script/script-rights.ts';
import { LocalFiles } from '../source/local-files.ts';
import { SourceProgram } from '../source/source-program.ts';
import { placesNear, type Places } from '../wit/wit-files.ts';

export interface ProgramContext {
  readonly storage: string;
  /**
   * Builds or composes the program at a path.
   * @param progress gets what is being done
   */
  prepare(program: string, progress?: (what: string) => void): Promise<Prepared>;
  /**
   * Yields files that have changed; without it a server is not built again.
   * @param since in milliseconds
   */
  changes?(
    sources: () => readonly string[],
    since: number,
    signal: AbortSignal,
  ): AsyncIterable<readonly string[]>;
}

export interface Prepared {
  readonly component: string;
  /** Files and folders that it is built from. */
  readonly sources: readonly string[];
  /** Folders of TypeScript, by the names of the instances that they were built to. */
  readonly scripts: ReadonlyMap<string, string>;
}

/** A build of a program, as a debugger needs it. */
export interface OpenedProgram {
  readonly component: string;
  readonly files: readonly string[];
  readonly parts: ObservedParts;
  readonly sources: SourceProgram;
  readonly places: Places;
  /** Limitations of a session, as sentences. */
  readonly notes: readonly string[];
}

/**
 * @param say gets messages about the running program
 * @throws HostError of building, composing and translating
 */
export async function openProgram(
  { program, sourceMap }: LaunchConfiguration,
  { storage, prepare }: ProgramContext,
  say: (sentence: string) => void,
): Promise<OpenedProgram> {
  // Probing the Node.js may take as long as starting it, so it begins early.
  const node = nodeFor({ storage });
  node.catch(() => {});
  const { component, sources: files, scripts: folders } = await prepare(program);
  const bundles = [...folders].map(([name, folder]) => bundleScript(name, folder, storage));
  const [apart, places, scripts] = await Promise.all([
    splitComponent(component, { storage, observer: NO_OBSERVER }),
    placesNear(program),
    Promise.all(bundles),
  ]);
  const parts = withScripts(apart, scripts);
  const local = new LocalFiles(rootsOf(program), sourceMap);
  const sources = await SourceProgram.open(parts, scripts, local, say);
  const rights = scripts.length > 0 ? noteOnRights(await node) : undefined;
  // Notes about sources are noise in a program of finished components.
  const hasFolders = files.some((path) => extname(path) === '');
  const notes = [
    ...(sources.hasSources || hasFolders ? sources.notes : []),
    ...(rights === undefined ? [] : [rights]),
  ];
  return { component, files, parts, sources, places, notes };
}

/** Threads are stopped later, by the session. */
const NO_OBSERVER = { report: () => ({ kind: 'go' }) as const, attach: () => {} };

/** Parts of which there is a script are run as that. */
const withScripts = (apart: ObservedParts, scripts: readonly ScriptModule[]): ObservedParts => ({
  ...apart,
  parts: apart.parts.map((part) => {
    const script = scripts.find(({ instance }) => instance === part.name);
    return script ? { ...part, plain: { url: script.url, code: script.code } } : part;
  }),
});

/** Possible folders of sources that were built elsewhere. */
function rootsOf(program: string): string[] {
  const folder = extname(program) === '' ? program : dirname(program);
  return [folder, dirname(folder)];
}
