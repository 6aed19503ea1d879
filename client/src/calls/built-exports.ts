import type { CallableExport } from '../../../host/src/protocol.ts';

/** Reads the built components of a workspace. */
export interface BuiltFiles {
  /** Paths of their files. */
  readonly list: () => Promise<readonly string[]>;
  /** The time of the last change; undefined where there is no such file any more. */
  readonly changedAt: (path: string) => Promise<number | undefined>;
  readonly read: (path: string) => Promise<Uint8Array>;
  /** The functions that it exports; none for a file that is no component. */
  readonly inspect: (path: string) => Promise<readonly CallableExport[]>;
}

/** The functions of each component, by its path. */
export type Components = ReadonlyMap<string, readonly CallableExport[]>;

interface State {
  readonly time: number;
  /** Whether a name is in its bytes. */
  readonly names: Map<string, boolean>;
  functions?: Promise<readonly CallableExport[]>;
}

/** More files than this are not looked into. */
const MOST_FILES = 500;

/**
 * The exports of the built components that a .wit file is about. To inspect a component takes its translation, so only
 * those are inspected in whose bytes one of the names occurs, each once per build.
 */
export class BuiltExports {
  readonly #files: BuiltFiles;
  readonly #states = new Map<string, State>();

  constructor(files: BuiltFiles) {
    this.#files = files;
  }

  /** @param names of interfaces without a version, and of functions of a world */
  async with(names: readonly string[], isCancelled: () => boolean): Promise<Components> {
    const found = new Map<string, readonly CallableExport[]>();
    for (const path of (await this.#files.list()).slice(0, MOST_FILES)) {
      if (isCancelled()) break;
      const state = await this.#stateOf(path);
      if (!state || !(await this.#mentions(path, state, names))) continue;
      state.functions ??= this.#files.inspect(path);
      found.set(path, await state.functions);
    }
    return found;
  }

  async #stateOf(path: string): Promise<State | undefined> {
    const time = await this.#files.changedAt(path);
    const known = this.#states.get(path);
    if (known?.time === time) return known;
    this.#states.delete(path);
    if (time === undefined) return undefined;
    const state: State = { time, names: new Map() };
    this.#states.set(path, state);
    return state;
  }

  async #mentions(path: string, { names: known }: State, names: readonly string[]): Promise<boolean> {
    const unknown = names.filter((name) => !known.has(name));
    const bytes = unknown.length > 0 && Buffer.from(await this.#files.read(path));
    for (const name of unknown) known.set(name, bytes && bytes.includes(name));
    return names.some((name) => known.get(name));
  }
}
