import { once } from '../base/once.ts';
import type { ValueType } from './value-type.ts';

/** A type of core WebAssembly that values are passed as. */
export type CoreType = 'i32' | 'i64' | 'f32' | 'f64';

/** More core values than this are never passed as such (CanonicalABI.md, `MAX_FLAT_PARAMS`). */
export const MOST_FLAT = 16;

/** The core values that a value is passed as; undefined where they are more than `MOST_FLAT`. */
export const flatten: (type: ValueType) => readonly CoreType[] | undefined = once(
  (type: ValueType): readonly CoreType[] | undefined => {
    switch (type.kind) {
      case 'primitive':
        return type.name === 'string' ? ['i32', 'i32'] : [coreTypes.get(type.name) ?? 'i32'];
      case 'list':
        return ['i32', 'i32'];
      case 'fixed-list':
        return repeated(flatten(type.element), type.length);
      case 'record':
        return flattenAll(type.fields);
      case 'variant':
        return flattenCases(type.cases);
      case 'flags':
        return repeated(['i32'], Math.ceil(type.count / 32));
      case 'handle':
        return ['i32'];
    }
  },
);

/** The core types of the primitive types that are not `i32`. */
const coreTypes: ReadonlyMap<string, CoreType> = new Map<string, CoreType>([
  ['u64', 'i64'],
  ['s64', 'i64'],
  ['f32', 'f32'],
  ['f64', 'f64'],
]);

/** The core values of several values, concatenated. */
export function flattenAll(types: readonly ValueType[]): readonly CoreType[] | undefined {
  const all: CoreType[] = [];
  for (const type of types) {
    const flat = flatten(type);
    if (flat === undefined || all.length + flat.length > MOST_FLAT) return undefined;
    all.push(...flat);
  }
  return all;
}

function repeated(element: readonly CoreType[] | undefined, length: number): CoreType[] | undefined {
  if (element === undefined || element.length * length > MOST_FLAT) return undefined;
  return element.length === 0 ? [] : Array.from({ length }, () => element).flat();
}

/** Payloads share their core values: each is of a type that any of the payloads fits into. */
function flattenCases(cases: readonly (ValueType | undefined)[]): CoreType[] | undefined {
  const all: CoreType[] = ['i32'];
  for (const payload of cases) {
    const flat = payload ? flatten(payload) : [];
    if (flat === undefined || flat.length + 1 > MOST_FLAT) return undefined;
    for (const [n, type] of flat.entries()) all[n + 1] = join(all[n + 1] ?? type, type);
  }
  return all;
}

function join(a: CoreType, b: CoreType): CoreType {
  if (a === b) return a;
  return a.endsWith('32') && b.endsWith('32') ? 'i32' : 'i64';
}
