import { HostError } from '../../../base/problem.ts';
import { Fields as Second, type FieldEntry } from '../../http/fields.ts';

/** wasi:http/types.fields 0.3: those of 0.2, where too many of them are an error of the call. */
export class Fields {
  readonly #second: Second;

  constructor(second = new Second()) {
    this.#second = second;
  }

  static fromList(entries: readonly FieldEntry[]): Fields {
    return new Fields(bounded(() => Second.fromList(entries)));
  }

  static second(fields: Fields): Second {
    return fields.#second;
  }

  get(name: string): Uint8Array[] {
    return this.#second.get(name);
  }

  has(name: string): boolean {
    return this.#second.has(name);
  }

  set(name: string, values: readonly Uint8Array[]): void {
    bounded(() => this.#second.set(name, values));
  }

  append(name: string, value: Uint8Array): void {
    bounded(() => this.#second.append(name, value));
  }

  delete(name: string): void {
    this.#second.delete(name);
  }

  getAndDelete(name: string): Uint8Array[] {
    const values = this.#second.get(name);
    this.#second.delete(name);
    return values;
  }

  copyAll(): FieldEntry[] {
    return this.#second.entries();
  }

  clone(): Fields {
    return new Fields(this.#second.clone());
  }
}

function bounded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof HostError ? { tag: 'size-exceeded' } : error;
  }
}
