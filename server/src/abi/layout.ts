import { once } from '../base/once.ts';
import {
  flags,
  handle,
  inSequence,
  type Layout,
  memory32,
  offsetsOf,
  layoutOfCases,
  payloadStart,
  repeated,
} from './memory.ts';
import type { ValueType } from './value-type.ts';

/** The layout of a value in a 32-bit memory. */
export const layoutOf: (type: ValueType) => Layout = once((type: ValueType): Layout => {
  switch (type.kind) {
    case 'primitive':
      return memory32.primitive(type.name);
    case 'list':
      return memory32.pointerAndLength;
    case 'fixed-list':
      return repeated(layoutOf(type.element), type.length);
    case 'record':
      return inSequence(type.fields.map(layoutOf));
    case 'variant':
      return layoutOfCases(payloads(type.cases));
    case 'flags':
      return flags(type.count);
    case 'handle':
      return handle;
  }
});

/** Where the fields of a record begin, from the start of the record. */
export const fieldOffsets = (fields: readonly ValueType[]): readonly number[] =>
  offsetsOf(fields.map(layoutOf));

/** Where the payload of a variant begins, which is the same for all cases. */
export const payloadOffset = (cases: readonly (ValueType | undefined)[]): number =>
  payloadStart(payloads(cases));

const payloads = (cases: readonly (ValueType | undefined)[]): readonly (Layout | undefined)[] =>
  cases.map((one) => one && layoutOf(one));
