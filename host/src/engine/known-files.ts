import { statSync, type BigIntStats } from 'node:fs';

/** A file may change again within the same tick of the system's clock, and look as before. */
const SETTLED_MS = 1_000;
const MOST = 64;

/**
 * Results computed from the bytes of files, by the file's state (size and times), so that a long-lived host need not
 * read and hash an unchanged component again.
 */
export class KnownFiles<Value> {
  readonly #known = new Map<string, { readonly state: string; readonly value: Value }>();

  /** @param key of the path and of how the value was made */
  get(key: string, path: string): Value | undefined {
    const known = this.#known.get(key);
    return known && known.state === stateOf(path)?.state ? known.value : undefined;
  }

  /**
   * Makes a value of a file and remembers it, unless the file has changed just now.
   * @param make reads the file
   */
  async make(key: string, path: string, make: () => Promise<Value>): Promise<Value> {
    const before = stateOf(path);
    const value = await make();
    this.#known.delete(key);
    if (before?.isSettled && stateOf(path)?.state === before.state)
      this.#known.set(key, { state: before.state, value });
    for (const [oldest] of this.#known) if (this.#known.size > MOST) this.#known.delete(oldest);
    return value;
  }
}

function stateOf(path: string): { readonly state: string; readonly isSettled: boolean } | undefined {
  let stats: BigIntStats | undefined;
  try {
    stats = statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
  const { dev, ino, size, mtimeNs, ctimeNs } = stats;
  const isSettled = Date.now() - Number(ctimeNs / 1_000_000n) > SETTLED_MS;
  return { state: [dev, ino, size, mtimeNs, ctimeNs].join(), isSettled };
}
