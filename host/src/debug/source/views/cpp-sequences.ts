/** Texts and lists of the C++ library (libc++). */
import type { Located, Text, View } from '../values/located.ts';
import { alignedTo } from '../values/types.ts';
import type { ValueReader } from '../values/value-reader.ts';
import { listAt } from './arrays.ts';
import { limited, plain, type Show, type Shows } from './view.ts';

const ENCODINGS: Readonly<Record<number, Text['encoding']>> = { 1: 'utf8', 2: 'utf16le', 4: 'utf32' };

/** @param length in characters */
function text(where: Located['where'], length: number, character: Located['type'], reader: ValueReader) {
  const size = reader.types.sizeOf(character);
  const encoding = ENCODINGS[size];
  return where && encoding && ({ kind: 'text', where, length: limited(length) * size, encoding } as const);
}

/** A short string is within the value, a long one behind a pointer. */
const showString: Show = async (value, _, reader) => {
  const [short, long] = [reader.find(value, '__s'), reader.find(value, '__l')];
  const isLong = await bitsIn(short, '__is_long_', reader);
  const character = reader.types.parameters(value.type)[0];
  if (isLong === undefined) return undefined;
  if (isLong === 0) {
    const length = await bitsIn(short, '__size_', reader);
    const data = reader.find(short, '__data_');
    return length === undefined ? undefined : text(data?.where, length, character, reader);
  }
  const address = await reader.number(reader.find(long, '__data_'));
  const length = await reader.number(reader.find(long, '__size_'));
  if (address === undefined || length === undefined) return undefined;
  return text({ address }, length, character, reader);
};

async function bitsIn(value: Located | undefined, name: string, reader: ValueReader) {
  const found = reader.find(value, name);
  const bits = found && (await reader.bits(found));
  return bits === undefined ? undefined : Number(bits);
}

/** `string_view`, `span`, `initializer_list`: a pointer and a length. */
const showBorrowed: Show = async (value, { targetName }, reader) => {
  const find = (...names: string[]) => names.map((name) => reader.at(value, name)).find((one) => one);
  const pointer = find('__data_', '__data', '__begin_');
  const [address, length] = [await reader.number(pointer), await sizeOf(value, reader)];
  if (address === undefined || length === undefined) return undefined;
  const element = reader.types.pointee(pointer?.type);
  return targetName.includes('::basic_string_view<')
    ? text({ address }, length, element, reader)
    : listAt({ address }, element, length, reader);
};

const sizeOf = (value: Located, reader: ValueReader): Promise<number | undefined> =>
  reader.number(reader.find(value, '__size_') ?? reader.find(value, '__size'));

const showVector: Show = async (value, { targetName }, reader) => {
  const begin = reader.find(value, '__begin_');
  const [start, end] = [await reader.number(begin), await reader.number(reader.find(value, '__end_'))];
  if (start === undefined) return undefined;
  if (/\bvector<bool\b/.test(targetName)) return bitList(start, (await sizeOf(value, reader)) ?? 0, reader);
  const element = reader.types.pointee(begin?.type);
  const size = reader.types.sizeOf(element);
  if (end === undefined || size === 0) return undefined;
  return listAt({ address: start }, element, (end - start) / size, reader);
};

function bitList(address: number, length: number, reader: ValueReader): View {
  const count = limited(length);
  const elements = async (start: number, most: number) => {
    const shown = Math.max(0, Math.min(most, count - start));
    const first = Math.floor(start / 8);
    const bytes = await reader.memory.read(address + first, Math.ceil((start + shown) / 8) - first);
    return Array.from({ length: shown }, (_, at) => {
      const bit = start + at - 8 * first;
      return plain(`[${start + at}]`, ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1 ? 'true' : 'false');
    });
  };
  return { kind: 'list', count, brackets: '[]', elements };
}

const showArray: Show = (value, _, reader) => {
  const elements = reader.at(value, '__elems_');
  return Promise.resolve(elements && { kind: 'other', value: elements });
};

/** Bytes of a block of a deque, and elements of one if they are large. */
const BLOCK = { bytes: 4096, fewest: 16, large: 256 };

const showDeque: Show = async (value, _, reader) => {
  const map = reader.at(value, '__map_');
  const blocks = await reader.number(reader.find(map, '__begin_'));
  const [first, length] = [await reader.number(reader.at(value, '__start_')), await sizeOf(value, reader)];
  const element = reader.types.parameters(value.type)[0];
  const size = reader.types.sizeOf(element);
  if (blocks === undefined || first === undefined || length === undefined || size === 0) return undefined;
  const inBlock = size < BLOCK.large ? Math.floor(BLOCK.bytes / size) : BLOCK.fewest;
  const count = limited(length);
  const elements = async (start: number, most: number) => {
    const found: Located[] = [];
    const { memory } = reader.scanning();
    for (let at = start; at < Math.min(start + most, count); at++) {
      const pointer = await memory.read(blocks + 4 * Math.floor((first + at) / inBlock), 4);
      if (pointer.length < 4) break;
      const address = Buffer.from(pointer).readUInt32LE() + ((first + at) % inBlock) * size;
      found.push({ name: `[${at}]`, type: element, where: { address } });
    }
    return found;
  };
  return { kind: 'list', count, brackets: '[]', elements };
};

/** A ring of nodes through the list itself. */
const showList: Show = async (value, _, reader) => {
  const end = reader.find(value, '__end_');
  const length = await sizeOf(value, reader);
  const element = reader.types.parameters(value.type)[0];
  if (!end || length === undefined) return undefined;
  // Behind two pointers.
  const offset = alignedTo(8, reader.types.alignmentOf(element));
  const elements = async (start: number, most: number) => {
    const scan = reader.scanning();
    const found: Located[] = [];
    let node = await scan.target(scan.find(end, '__next_'));
    for (let at = 0; node?.where && 'address' in node.where && at < Math.min(start + most, length); at++) {
      const address = node.where.address + offset;
      if (at >= start) found.push({ name: `[${at}]`, type: element, where: { address } });
      node = await scan.target(scan.find({ ...end, where: node.where }, '__next_'));
    }
    return found;
  };
  return { kind: 'list', count: limited(length), brackets: '[]', elements };
};

const showPath: Show = (value, _, reader) => {
  const name = reader.at(value, '__pn_');
  return Promise.resolve(name && { kind: 'other', value: name });
};

export const cppSequences: Shows = [
  [/^std::(?:__\w+::)?basic_string</, showString],
  [/^std::(?:__\w+::)?(?:basic_string_view|span)<|^std::initializer_list</, showBorrowed],
  [/^std::(?:__\w+::)?vector</, showVector],
  [/^std::(?:__\w+::)?array</, showArray],
  [/^std::(?:__\w+::)?deque</, showDeque],
  [/^std::(?:__\w+::)?list</, showList],
  [/^std::(?:__\w+::)?(?:__fs::)?filesystem::path$/, showPath],
];
