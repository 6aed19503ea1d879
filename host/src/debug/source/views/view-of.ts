import { goneBytes, type Located, type View } from '../values/located.ts';
import type { ValueReader } from '../values/value-reader.ts';
import { arrayView } from './arrays.ts';
import { cppMaps } from './cpp-maps.ts';
import { cppSequences } from './cpp-sequences.ts';
import { cppWrappers } from './cpp-wrappers.ts';
import { rustCells } from './rust-cells.ts';
import { rustMaps } from './rust-maps.ts';
import { rustPointers } from './rust-pointers.ts';
import { rustSequences } from './rust-sequences.ts';
import type { Shows } from './view.ts';

const ALL: Shows = [
  ...rustSequences,
  ...rustPointers,
  ...rustCells,
  ...rustMaps,
  ...cppSequences,
  ...cppMaps,
  ...cppWrappers,
];

/** How a value is shown instead of its own members; undefined: by its members. */
export async function viewOf(value: Located, reader: ValueReader): Promise<View | undefined> {
  if (value.view) return value.view;
  const type = value.where && reader.types.of(value.type);
  if (!type) return undefined;
  if (type.shape.tag === 'array') return arrayView(value, reader);
  if (type.shape.tag !== 'structure' || goneBytes(value.where, type.size ?? 0) > 0) return undefined;
  const show = ALL.find(([name]) => name.test(type.targetName))?.[1];
  return show?.(value, type, reader);
}

/** Wrappers around wrappers (`Rc<RefCell<Cell<T>>>`), more than a program has. */
export const MOST_WRAPPERS = 12;

/** The value behind the wrappers, and its view. */
export async function unwrapped(
  value: Located,
  reader: ValueReader,
): Promise<{ readonly value: Located; readonly view: View | undefined }> {
  let found = value;
  for (let depth = 0; depth < MOST_WRAPPERS; depth++) {
    const view = await viewOf(found, reader);
    if (view?.kind !== 'other') return { value: found, view };
    found = view.value;
  }
  return { value: found, view: { kind: 'plain', text: '…' } };
}
