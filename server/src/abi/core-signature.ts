import { type CoreType, flatten, flattenAll, MOST_FLAT } from './flatten.ts';
import type { ValueFunction, ValueType } from './value-type.ts';

/** A function of core WebAssembly that a component's function is called by. */
export interface CoreSignature {
  readonly params: readonly CoreType[];
  readonly results: readonly CoreType[];
  /** The parameters are in memory, and a pointer to them is passed. */
  readonly paramsInMemory: boolean;
  /** The result is in memory: an import gets the address as a parameter, an export returns it. */
  readonly resultInMemory: boolean;
}

/** Which side of a call the core function is on; the asynchronous export is the one with a callback. */
export type Side = 'import' | 'export' | 'async-import' | 'async-export';

/** Asynchronous imports pass fewer parameters as such (`MAX_FLAT_ASYNC_PARAMS`). */
const MOST_FLAT_ASYNC = 4;

/** The core function of a component's function (CanonicalABI.md, `flatten_functype`). */
export function coreSignature({ params, result }: ValueFunction, side: Side): CoreSignature {
  const flat = flattenAll(params);
  const most = side === 'async-import' ? MOST_FLAT_ASYNC : MOST_FLAT;
  const paramsInMemory = flat === undefined || flat.length > most;
  const passed: readonly CoreType[] = paramsInMemory ? ['i32'] : flat;
  return { paramsInMemory, ...withResult(passed, result, side) };
}

function withResult(
  params: readonly CoreType[],
  result: ValueType | undefined,
  side: Side,
): Omit<CoreSignature, 'paramsInMemory'> {
  // An asynchronous function returns its status; the value is passed to `task.return`.
  if (side === 'async-export') return { params, results: ['i32'], resultInMemory: false };
  if (side === 'async-import') {
    const resultInMemory = result !== undefined;
    return { params: resultInMemory ? [...params, 'i32'] : params, results: ['i32'], resultInMemory };
  }
  const flat = result ? flatten(result) : [];
  if (flat !== undefined && flat.length <= 1) return { params, results: flat, resultInMemory: false };
  return side === 'import'
    ? { params: [...params, 'i32'], results: [], resultInMemory: true }
    : { params, results: ['i32'], resultInMemory: true };
}
