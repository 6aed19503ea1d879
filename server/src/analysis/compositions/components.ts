import { kindOf } from '../../binary/kind.ts';
import type { Problem } from '../../base/problem.ts';
import { isInside, displayPath } from '../../base/uri-paths.ts';
import type { Composer } from '../../compositions/composer.ts';
import { languageOf } from '../../compositions/picture/graph-view.ts';
import type { Description } from '../../compositions/toolkit.ts';
import type { FileSystem } from '../../packages/file-system.ts';

/** The current state of a component file. */
export interface ComponentState {
  /** Undefined where there is no such file. */
  readonly bytes: Uint8Array | undefined;
  /** Undefined until it is read, and for an invalid component. */
  readonly description: Description | undefined;
  /** The language of its sources, as far as the tools record it. */
  readonly language?: string;
  readonly isPending: boolean;
  /** Why no component can be made of a core module. */
  readonly problem?: Problem;
}

const MISSING: ComponentState = { bytes: undefined, description: undefined, isPending: false };

/** The components that compositions name, each read once until its file changes. */
export class Components {
  readonly #disk: FileSystem;
  readonly #composer: Composer | undefined;
  readonly #arrived: () => void;
  readonly #states = new Map<string, ComponentState>();
  readonly #running = new Set<Promise<void>>();

  /** @param arrived called when pending information has arrived */
  constructor(disk: FileSystem, composer: Composer | undefined, arrived: () => void) {
    this.#disk = disk;
    this.#composer = composer;
    this.#arrived = arrived;
  }

  /** Returns at once; unknown components are pending. */
  of(uri: string): ComponentState {
    const known = this.#states.get(uri);
    if (known) return known;
    const state = this.#read(uri);
    this.#states.set(uri, state);
    return state;
  }

  /** @returns whether anything was known of the file, or of something in the folder */
  changed(uri: string): boolean {
    const affected = [...this.#states.keys()].filter((one) => one === uri || isInside(one, uri));
    for (const one of affected) this.#states.delete(one);
    return affected.length > 0;
  }

  /** Forgets all states, because files may have changed without a notification. */
  revalidate(): void {
    this.#states.clear();
  }

  /** Components that are being read. */
  get running(): Iterable<Promise<unknown>> {
    return this.#running;
  }

  #read(uri: string): ComponentState {
    const bytes = this.#disk.readBytes(uri);
    if (bytes === undefined) return MISSING;
    const kind = kindOf(bytes);
    const isPending = this.#composer !== undefined && ['component', 'package', 'core-module'].includes(kind);
    const state = { bytes, description: undefined, isPending };
    if (isPending) {
      const done = this.#describe(uri, state, bytes).finally(() => this.#running.delete(done));
      this.#running.add(done);
    }
    return state;
  }

  async #describe(uri: string, state: ComponentState, bytes: Uint8Array): Promise<void> {
    const described = await this.#described(uri, bytes).catch(() => ({ bytes, description: undefined }));
    if (this.#states.get(uri) !== state) return;
    this.#states.set(uri, { ...described, isPending: false });
    this.#arrived();
  }

  /** A core module is described by the component made from it. */
  async #described(uri: string, bytes: Uint8Array): Promise<Omit<ComponentState, 'isPending'>> {
    const composer = this.#composer!;
    const isModule = kindOf(bytes) === 'core-module';
    const wrapped = isModule ? await composer.wrap(bytes, displayPath(uri)) : { ok: bytes };
    if ('err' in wrapped) return { bytes, description: undefined, problem: wrapped.err };
    const described = await composer.describe(wrapped.ok);
    if ('err' in described) return { bytes: wrapped.ok, description: undefined };
    return { bytes: wrapped.ok, description: described.ok, language: languageOf(wrapped.ok) };
  }
}
