import { other, type StoreError, type StoreOperation, type StoreResult } from '../wasi/keyvalue/call.ts';
import { Log } from './log.ts';
import { runOn, type Store } from './store.ts';
import { Table, type Change } from './table.ts';

/** An operation that waits until the state that it read or changed is on the disk. */
interface Waiting {
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * The store of one identifier in a folder: its entries are in memory, and each change is appended to a log. Changes
 * that arrive while the disk is busy are written and synced together, and every reply waits for that: no change that
 * could still be lost is confirmed.
 */
export class FolderStore implements Store {
  readonly #path: string;
  #table: Table;
  #log: Log;
  #changes: Change[] = [];
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;
  /** Why every operation fails from now on: the log could not be read again. */
  #broken: StoreError | undefined;

  private constructor(path: string, table: Table, log: Log) {
    this.#path = path;
    this.#table = table;
    this.#log = log;
  }

  static async open(path: string): Promise<FolderStore> {
    const table = new Table();
    return new FolderStore(path, table, await Log.open(path, table));
  }

  run(operation: StoreOperation): Promise<StoreResult> {
    return new Promise((done, fail) => {
      if (this.#broken) throw this.#broken;
      // An exception here rejects the operation without changes.
      const { result, changes } = runOn(this.#table, operation);
      this.#changes.push(...changes);
      if (changes.length === 0 && !this.#flushing) return done(result);
      this.#waiting.push({ done: () => done(result), fail });
      this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined));
    });
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const [changes, waiting] = [this.#changes, this.#waiting];
      [this.#changes, this.#waiting] = [[], []];
      try {
        if (changes.length > 0) await this.#log.append(changes);
        for (const { done } of waiting) done();
        await this.#log.shorten(this.#table).catch(() => {});
      } catch (error) {
        await this.#restore(error, waiting);
      }
    }
  }

  /** A failed write is rolled back, together with the operations queued since. */
  async #restore(error: unknown, waiting: readonly Waiting[]): Promise<void> {
    const all = [...waiting, ...this.#waiting];
    [this.#changes, this.#waiting] = [[], []];
    const failure = other(`the store could not be written: ${reasonOf(error)}`);
    try {
      await this.#log.close().catch(() => {});
      const table = new Table();
      this.#log = await Log.open(this.#path, table);
      this.#table = table;
    } catch {
      this.#broken = failure;
    } finally {
      for (const { fail } of [...all, ...this.#waiting]) fail(failure);
      [this.#changes, this.#waiting] = [[], []];
    }
  }

  async close(): Promise<void> {
    await this.#flushing;
    await this.#log.close();
  }
}

const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'an unknown error';
