/** How values travel between linear memory, core values and JavaScript. */
import type { CoreType } from '../../../../../server/src/abi/flatten.ts';
import { BrokenRule } from '../../../base/broken-rule.ts';
import type { Handles } from './handles.ts';

/** The instance whose memory it is. */
export interface Context {
  readonly handles: Handles;
  /** Renewed when the memory grew. */
  view(): DataView;
  bytes(): Uint8Array;
  /** @returns the address of so many new bytes, within the memory */
  allocate(align: number, size: number): number;
}

/** A value of core WebAssembly. */
export type Core = number | bigint;

/** How values of one type travel. */
export interface Codec {
  readonly size: number;
  readonly align: number;
  readonly flat: readonly CoreType[];
  load(context: Context, at: number): unknown;
  store(context: Context, at: number, value: unknown): void;
  /** @param core values, of which those from `at` on are of this one */
  lift(context: Context, core: readonly Core[], at: number): unknown;
  /** Of a type that is one core value at most. */
  lower(context: Context, value: unknown): Core | undefined;
}

/** The properties computed for a type. */
export type Access = Pick<Codec, 'load' | 'store' | 'lift'> & Partial<Pick<Codec, 'lower'>>;

export const refuse = (reason: string): never => {
  throw new BrokenRule(reason);
};

/** Numbers are unsigned, also those that V8 gives as signed ones. */
export const unsigned = (core: Core | undefined): number => (core as number) >>> 0;

/** Of a value that is an address and a length. */
export const loadPair = <T>(
  read: (context: Context, pointer: number, length: number) => T,
): Pick<Access, 'load' | 'lift'> => ({
  load(context, at) {
    const view = context.view();
    return read(context, view.getUint32(at, true), view.getUint32(at + 4, true));
  },
  lift: (context, core, at) => read(context, unsigned(core[at]), unsigned(core[at + 1])),
});

export function storePair(context: Context, at: number, pointer: number, length: number): void {
  const view = context.view();
  view.setUint32(at, pointer, true);
  view.setUint32(at + 4, length, true);
}

/** @throws BrokenRule for a part of the memory that is not there, or not aligned */
export function requireInside(context: Context, pointer: number, align: number, size: number): void {
  if (pointer % align !== 0) refuse('pointer not aligned');
  if (pointer + size > context.bytes().length) refuse('wasm trap: out of bounds memory access');
}
