import type { Located } from './located.ts';
import type { ValueReader } from './value-reader.ts';

/** Dimensions of an array, more than a program has. */
const MOST_DIMENSIONS = 12;

/**
 * An array of variable length (C) with the lengths of its dimensions; any other value as it is.
 * @param variables the compiler keeps each length in one of them
 */
export async function withLengths(
  value: Located,
  variables: readonly Located[],
  reader: ValueReader,
): Promise<Located> {
  const lengths: number[] = [];
  let isVariable = false;
  let shape = reader.types.of(value.type)?.shape;
  while (shape?.tag === 'array' && lengths.length < MOST_DIMENSIONS) {
    const { count = 0, countedBy, element } = shape.val;
    const counter = variables.find(({ name }) => name === countedBy);
    isVariable ||= counter !== undefined;
    lengths.push(counter ? Number((await reader.bits(counter)) ?? 0) : count);
    shape = reader.types.of(element)?.shape;
  }
  return isVariable ? { ...value, lengths } : value;
}
