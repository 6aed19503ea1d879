import type { Located, View } from '../values/located.ts';
import type { ValueReader } from '../values/value-reader.ts';
import { limited } from './view.ts';

/** Arrays of every language; one of `char` in memory is a text that ends with a zero. */
export function arrayView(value: Located, reader: ValueReader): View | undefined {
  const shape = reader.types.of(value.type)?.shape;
  if (shape?.tag !== 'array' || value.where === undefined) return undefined;
  const { element, count = 0 } = shape.val;
  const [own = count, ...inner] = value.lengths ?? [];
  return listAt(value.where, element, own, reader, inner);
}

/**
 * Elements of one type that are side by side.
 * @param lengths of the elements, where they are arrays of variable length
 */
export function listAt(
  where: NonNullable<Located['where']>,
  element: Located['type'],
  count: number,
  reader: ValueReader,
  lengths: readonly number[] = [],
): View {
  const most = limited(count);
  const elements = reader.sideBySide(where, element, most, lengths);
  return { kind: 'list', count: most, brackets: '[]', elements };
}
