import type { Rights } from './permissions.ts';
import { spawnGuest, type SpawnedGuest, type Streams } from './spawn-guest.ts';

/** After a guest was started its first moments are its own: only then the next process starts. */
const DELAY_MS = 2_000;
/** How long a process waits for a guest. */
const IDLE_MS = 300_000;

/**
 * One process that was started before its guest is known, so that whoever edits, builds and serves again does not
 * wait for it. Only who asks for the same rights gets it.
 */
export class SpareGuest {
  readonly #storage: string;
  #spare: { readonly key: string; readonly spawned: Promise<SpawnedGuest> } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(storage: string) {
    this.#storage = storage;
  }

  /** The spare process if it fits, or a new one. */
  async take(rights: Rights, streams: Streams): Promise<SpawnedGuest> {
    const spare = this.#spare;
    if (spare?.key === keyOf(rights, streams)) {
      this.#forget();
      const spawned = await spare.spawned;
      if (isRunning(spawned)) return spawned;
    }
    return spawnGuest(this.#storage, rights, streams);
  }

  /** Starts a process for the next guest that is like the last, unless it has folders: their links may change. */
  prepare(rights: Rights, streams: Streams, delayMs = DELAY_MS): void {
    this.end();
    if (rights.dirs.length > 0) return;
    this.#after(delayMs, () => {
      const spawned = spawnGuest(this.#storage, rights, streams);
      this.#spare = { key: keyOf(rights, streams), spawned };
      spawned.catch(() => this.#forget());
      this.#after(IDLE_MS, () => this.end());
    });
  }

  end(): void {
    this.#spare?.spawned.then(
      ({ child }) => child.kill('SIGKILL'),
      () => {},
    );
    this.#forget();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#spare = undefined;
  }

  #after(ms: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, ms).unref();
  }
}

const keyOf = (rights: Rights, streams: Streams): string => JSON.stringify([rights, streams]);

const isRunning = ({ child }: SpawnedGuest): boolean =>
  child.connected && child.exitCode === null && child.signalCode === null;
