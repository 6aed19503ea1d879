import { nearest } from '../../base/nearest.ts';
import { primitiveTypes } from '../../syntax/primitive-types.ts';
import type { Detail } from '../rule.ts';

/** Names of types in other languages, and former names in WIT. */
const called: Readonly<Record<string, string>> = {
  float32: 'f32',
  float64: 'f64',
  float: 'f32',
  double: 'f64',
  i8: 's8',
  i16: 's16',
  i32: 's32',
  i64: 's64',
  int: 's32',
  integer: 's32',
  long: 's64',
  usize: 'u32',
  byte: 'u8',
  number: 'f64',
  boolean: 'bool',
  str: 'string',
  bytes: 'list<u8>',
};

/** The type of the language that has another name elsewhere. */
export const typeInOtherLanguages = ({ name = '' }: Detail): string | undefined =>
  Object.hasOwn(called, name) ? called[name] : undefined;

/** The type that an unknown name was most likely meant for: one that can be named there, or one of the language. */
export function suggestedType({ name = '', candidates = '' }: Detail): string | undefined {
  const inScope = nearest(name, candidates.split(' '));
  return inScope || nearest(name, primitiveTypes);
}
