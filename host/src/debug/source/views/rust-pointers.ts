/** Pointers of Rust's library that count or hide what they refer to. */
import type { Located } from '../values/located.ts';
import { alignedTo } from '../values/types.ts';
import type { ValueReader } from '../values/value-reader.ts';
import { slice } from './rust-sequences.ts';
import { plain, type Show, type Shows } from './view.ts';

/** In a table of methods: of the code that drops the value, its size, and its alignment. */
const TABLE = { alignment: 8 };

/** `Box<dyn Trait>`, `&dyn Trait`: as the type that implements the trait. */
const showObject: Show = async (value, _, reader) => {
  const address = await reader.number(reader.at(value, 'pointer'));
  const found = address === undefined ? undefined : await behindTable(value, address, reader);
  return found && { kind: 'other', value: found, note: reader.types.nameOf(found.type) };
};

/** The value at an address, of the type whose methods the pointer has as `vtable`. */
async function behindTable(pointer: Located, address: number, reader: ValueReader) {
  const table = await reader.number(reader.at(pointer, 'vtable'));
  const type = table === undefined ? undefined : reader.types.ofTable(table);
  return type === undefined ? undefined : { name: pointer.name, type, where: { address } };
}

/** `Rc`, `Arc` and their weak references: what they refer to, with the counts beside it in memory. */
const showCounted: Show = async (value, { name }, reader) => {
  const isWeak = name.includes('::Weak<');
  const pointer = reader.at(value, 'ptr', 'pointer');
  const counted = await reader.target(reader.pointerIn(pointer));
  const [strong, weak] = await Promise.all([
    reader.number(reader.at(counted, 'strong')),
    reader.number(reader.at(counted, 'weak')),
  ]);
  // A weak reference to nothing has no valid address.
  if (isWeak && (strong === undefined || strong === 0)) return { kind: 'plain', text: '(dropped)' };
  const content = reader.at(counted, 'value') ?? reader.at(counted, 'data');
  if (!content || strong === undefined || weak === undefined) return undefined;
  // All strong references together hold one of the weak ones.
  const counts = { strong, weak: weak - 1 };
  return {
    kind: 'other',
    value: { ...(await contentOf(pointer!, content, name, reader)), name: 'value' },
    note: `${counts.strong} strong, ${counts.weak} weak`,
    more: [plain('strong', `${counts.strong}`), plain('weak', `${counts.weak}`)],
  };
};

/** With a length or a table of methods in the pointer, the type of the content says nothing. */
async function contentOf(pointer: Located, content: Located, name: string, reader: ValueReader) {
  if (!content.where || !('address' in content.where)) return content;
  const { address } = content.where;
  const length = await reader.number(reader.at(pointer, 'length'));
  if (length !== undefined)
    return { ...content, view: slice(address, length, { name, element: content.type }, reader) };
  const table = await reader.target(reader.at(pointer, 'vtable'));
  if (!table?.where || !('address' in table.where)) return content;
  const alignment = await reader.memory.read(table.where.address + TABLE.alignment, 1);
  return (await behindTable(pointer, alignedTo(address, Math.max(1, alignment[0] ?? 1)), reader)) ?? content;
}

export const rustPointers: Shows = [
  [/^(?:&|\*|alloc::boxed::Box<)(?:const |mut )?\(?dyn /, showObject],
  [/^alloc::(?:rc::(?:Rc|Weak)|sync::(?:Arc|Weak))</, showCounted],
];
