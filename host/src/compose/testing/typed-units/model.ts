import type { FlatType } from './values.ts';

/** Components that pass a number on in one of several ways, so that graphs of them show how each way is wired. */

/**
 * The function of an interface that maps a number to another: a plain or an async function, one that returns a future
 * or a stream or takes a stream, one with many values (see values.ts), one that maps a map, a resource that is created and
 * called, or functions that pass on a resource of another interface, once owned and once borrowed.
 */
export type Kind = 'plain' | 'async' | 'future' | 'stream' | 'sink' | 'flat' | 'map' | 'store' | 'relay';

export interface Interface {
  readonly name: string;
  readonly kind: Kind;
  /** Of `flat`: the types of the values that are passed beside the number. */
  readonly types?: readonly FlatType[];
  /** Of a relay: which import of the same component has the resource. */
  readonly store?: number;
}

export interface TypedUnit {
  /** A relay comes behind its store. */
  readonly imports: readonly Interface[];
  /** `run` is exported as a function, any other name as an interface. */
  readonly export: Interface;
  readonly add: number;
  /** Counts its own calls, and adds the count: two instances differ from one that is shared. */
  readonly counts?: boolean;
  /** Returns `add` for every argument. */
  readonly constant?: boolean;
}

/** A number from a number, by an instance of a unit. */
export type Call = (x: number) => number;

/**
 * `f(x) = x + add + count + 2 * a(x + 1) + 3 * b(x + 1) + …`, where the implementation of a call depends on the kind.
 */
export function bodyOf({ add, counts = false, constant = false }: TypedUnit, imports: readonly Call[]): Call {
  let count = 0;
  return (x) => {
    if (constant) return add;
    if (counts) count += 100;
    const sums = imports.map((call, at) => (at + 2) * call(x + 1));
    return [x, add, count, ...sums].reduce((sum, value) => (sum + value) % 2 ** 32, 0);
  };
}

/**
 * The call that an importer makes. `body` is the provider's, `store` that of the store whose resource a relay passes
 * on.
 */
export const callOf = ({ kind }: Interface, body: Call, store: Call | undefined): Call =>
  kind === 'relay' ? (x) => (store!(body(store!(x))) + 1) % 2 ** 32 : body;

export const MEMORY = '(memory (core memory $memory "memory"))';
export const REALLOC = '(realloc (core func $memory "realloc"))';

/** Core functions by the name that the module has for them. */
export type Core = Readonly<Record<string, { readonly signature: string; readonly canon: string }>>;

export const [UNARY, BINARY] = ['(param i32) (result i32)', '(param i32 i32) (result i32)'];
