/** Texts and lists of Rust's library. */
import type { TypeId } from '../../../toolkit/dwarf.ts';
import type { Located, View } from '../values/located.ts';
import type { ValueReader } from '../values/value-reader.ts';
import { listAt } from './arrays.ts';
import { limited, MOST_ELEMENTS, type Show, type Shows } from './view.ts';

/** A text of which the length is known in bytes. */
const textAt = (address: number, length: number): View => ({
  kind: 'text',
  where: { address },
  length: Math.max(0, length),
  encoding: 'utf8',
});

/** `&str`, `Box<str>`, `&Path`, `Rc<str>`: their targets. */
const TEXT = /^(?:&(?:mut )?|\*(?:const|mut) |alloc::\w+::\w+<)(?:str|.*::(?:Path|OsStr|CStr))\b/;

/** The items that a pointer with a length refers to. */
export function slice(
  address: number,
  length: number,
  { name, element }: { readonly name: string; readonly element: TypeId | undefined },
  reader: ValueReader,
): View {
  return TEXT.test(name) ? textAt(address, length) : listAt({ address }, element, length, reader);
}

const showSlice: Show = async (value, { name }, reader) => {
  const pointer = reader.at(value, 'data_ptr');
  const [address, length] = await numbers(reader, pointer, reader.at(value, 'length'));
  if (address === undefined || length === undefined) return undefined;
  return slice(address, length, { name, element: reader.types.pointee(pointer?.type) }, reader);
};

const showVec: Show = async (value, _, reader) => {
  const buffer = reader.pointerIn(reader.at(value, 'buf'));
  const [address, length] = await numbers(reader, buffer, reader.at(value, 'len'));
  if (address === undefined || length === undefined) return undefined;
  return listAt({ address }, reader.types.parameters(value.type)[0], length, reader);
};

/** `String`, `OsString` and `PathBuf` have a vector of bytes, as deep as they like. */
const showString: Show = async (value, _, reader) => {
  const buffer = reader.pointerIn(reader.find(value, 'buf'));
  const [address, length] = await numbers(reader, buffer, reader.find(value, 'len'));
  return address === undefined || length === undefined ? undefined : textAt(address, length);
};

/** A ring of elements: the first is at `head`, and those behind the end of the buffer are at its start. */
const showDeque: Show = async (value, _, reader) => {
  const buffer = reader.at(value, 'buf');
  const [address, capacity, head, length] = await numbers(
    reader,
    reader.pointerIn(buffer),
    reader.find(buffer, 'cap'),
    reader.at(value, 'head'),
    reader.at(value, 'len'),
  );
  if (address === undefined || capacity === undefined || head === undefined || length === undefined)
    return undefined;
  const count = limited(Math.min(length, capacity));
  const element = reader.types.parameters(value.type)[0];
  const size = reader.types.sizeOf(element);
  const elements = (start: number, most: number) => {
    const shown = Math.max(0, Math.min(most, count - start));
    const all = Array.from({ length: shown }, (_, at) => ({
      name: `[${start + at}]`,
      type: element,
      where: { address: address + ((head + start + at) % capacity) * size },
    }));
    return Promise.resolve(all);
  };
  return { kind: 'list', count, brackets: '[]', elements };
};

const showHeap: Show = (value, _, reader) => {
  const inner = reader.at(value, 'data');
  return Promise.resolve(inner && { kind: 'other', value: inner });
};

const showLinked: Show = async (value, _, reader) => {
  const [length] = await numbers(reader, reader.at(value, 'len'));
  if (length === undefined) return undefined;
  const elements = (start: number, most: number) => linked(value, start, most, reader.scanning());
  return { kind: 'list', count: limited(length), brackets: '[]', elements };
};

async function linked(list: Located, start: number, most: number, reader: ValueReader): Promise<Located[]> {
  const found: Located[] = [];
  let node = await reader.target(reader.pointerIn(reader.at(list, 'head')));
  const count = Math.min(start + most, (await reader.number(reader.at(list, 'len'))) ?? 0, MOST_ELEMENTS);
  for (let at = 0; node && at < count; at++) {
    const element = reader.at(node, 'element');
    if (at >= start && element) found.push({ ...element, name: `[${at}]` });
    node = await reader.target(reader.pointerIn(reader.at(node, 'next')));
  }
  return found;
}

const numbers = (reader: ValueReader, ...values: readonly (Located | undefined)[]) =>
  Promise.all(values.map((one) => reader.number(one)));

export const rustSequences: Shows = [
  [/^alloc::vec::Vec</, showVec],
  [/^(?:alloc::string::String|std::ffi::os_str::OsString|std::path::PathBuf)$/, showString],
  [/^(?:&|\*|alloc::boxed::Box<)(?:const |mut )?(?:\[|str\b|.*::(?:Path|OsStr|CStr)\b)/, showSlice],
  [/^alloc::collections::vec_deque::VecDeque</, showDeque],
  [/^alloc::collections::binary_heap::BinaryHeap</, showHeap],
  [/^alloc::collections::linked_list::LinkedList</, showLinked],
];
