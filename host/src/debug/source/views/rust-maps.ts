/** Maps and sets of Rust's library. */
import type { TypeId } from '../../../toolkit/dwarf.ts';
import type { Located, Entry, View } from '../values/located.ts';
import type { ValueReader } from '../values/value-reader.ts';
import { limited, type Show, type Shows } from './view.ts';

const SET = /^[\w:]+Set</;

/** Control bytes that are read at a time, and at all. */
const CHUNK = 65536;
const MOST_BUCKETS = 2 ** 24;
/** Of a bucket that has an entry. */
const isFull = (control: number): boolean => control < 0x80;

interface HashTable {
  /** Of the first control byte: entries are before it, the first one last. */
  readonly control: number;
  readonly buckets: number;
  readonly entry: TypeId | undefined;
}

/** `HashMap`, `HashSet`: hashbrown's table. */
const showHash: Show = async (value, { targetName }, reader) => {
  const table = reader.find(value, 'table');
  const [control, mask, items] = await Promise.all([
    reader.number(reader.pointerIn(reader.find(table, 'ctrl'))),
    reader.number(reader.find(table, 'bucket_mask')),
    reader.number(reader.find(table, 'items')),
  ]);
  if (control === undefined || mask === undefined || items === undefined) return undefined;
  const found: HashTable = {
    control,
    buckets: Math.min(mask + 1, MOST_BUCKETS),
    entry: reader.types.parameters(table!.type)[0],
  };
  const count = limited(Math.min(items, found.buckets));
  const entries = async (start: number, most: number) =>
    (await fullBuckets(found, start, Math.min(most, count - start), reader)).map((one) =>
      entryOf(one, reader),
    );
  return setOrMap(SET.test(targetName), count, entries);
};

/** The entries of a page, in the order of their buckets. */
async function fullBuckets(
  { control, buckets, entry }: HashTable,
  start: number,
  most: number,
  reader: ValueReader,
): Promise<readonly Located[]> {
  const size = reader.types.sizeOf(entry);
  const found: Located[] = [];
  for (let first = 0, seen = 0; first < buckets && found.length < most; first += CHUNK) {
    const bytes = await reader.memory.read(control + first, Math.min(CHUNK, buckets - first));
    for (let at = 0; at < bytes.length && found.length < most; at++) {
      const address = control - (first + at + 1) * size;
      if (isFull(bytes[at]!) && address > 0 && seen++ >= start)
        found.push({ name: `[${seen - 1}]`, type: entry, where: { address } });
    }
    if (bytes.length === 0) break;
  }
  return found;
}

const entryOf = (entry: Located, reader: ValueReader): Entry => {
  const [key, value] = [reader.at(entry, '__0'), reader.at(entry, '__1')];
  return { key: key ?? entry, value: value ?? entry };
};

function setOrMap(
  isSet: boolean,
  count: number,
  entries: (start: number, most: number) => Promise<Entry[]>,
): View {
  if (!isSet) return { kind: 'map', count, entries };
  const elements = async (start: number, most: number) =>
    (await entries(start, most)).map(({ key }, at) => ({ ...key, name: `[${start + at}]` }));
  return { kind: 'list', count, brackets: '{}', elements };
}

/** Levels of a tree, and nodes of a walk: many more than a tree in 4 GB has where nodes are visited. */
const MOST_HEIGHT = 16;
const MOST_NODES = 2 ** 17;
/** Keys of a node. */
const CAPACITY = 11;

/** `BTreeMap`, `BTreeSet`. */
const showTree: Show = async (value, { targetName }, reader) => {
  const isSet = SET.test(targetName);
  const map = isSet ? reader.at(value, 'map') : value;
  const length = await reader.number(reader.at(map, 'length'));
  if (length === undefined || !map) return undefined;
  const entries = (start: number, most: number) => new TreeWalk(map, reader.scanning()).page(start, most);
  return setOrMap(isSet, limited(length), entries);
};

/** Goes through the entries of a tree in the order of its keys. */
class TreeWalk {
  readonly #map: Located;
  readonly #reader: ValueReader;
  readonly #found: Entry[] = [];
  #skip = 0;
  #most = 0;
  #nodes = 0;

  constructor(map: Located, reader: ValueReader) {
    this.#map = map;
    this.#reader = reader;
  }

  async page(start: number, most: number): Promise<Entry[]> {
    [this.#skip, this.#most] = [start, most];
    const root = this.#reader.at(this.#map, 'root');
    const node = await this.#reader.target(this.#reader.pointerIn(root));
    const height = await this.#reader.number(this.#reader.find(root, 'height'));
    if (node && height !== undefined && height <= MOST_HEIGHT) await this.#visit(node, height);
    return this.#found;
  }

  async #visit(node: Located, height: number): Promise<void> {
    if (++this.#nodes > MOST_NODES) return;
    const length = Math.min((await this.#reader.number(this.#reader.at(node, 'len'))) ?? 0, CAPACITY);
    for (let at = 0; at <= length && this.#found.length < this.#most; at++) {
      const child = height > 0 ? await this.#child(node, at) : undefined;
      if (child) await this.#visit(child, height - 1);
      if (at < length && this.#found.length < this.#most) this.#add(node, at);
    }
  }

  /** An inner node begins with what a leaf is. */
  async #child(leaf: Located, at: number): Promise<Located | undefined> {
    const { types } = this.#reader;
    const inner = types.pointee(this.#reader.pointerIn(this.#reader.at(leaf, 'parent'))?.type);
    const edges = this.#reader.at({ ...leaf, type: inner }, 'edges');
    const shape = types.of(edges?.type)?.shape;
    if (!edges || shape?.tag !== 'array') return undefined;
    const [edge] = await this.#reader.sideBySide(edges.where, shape.val.element, CAPACITY + 1)(at, 1);
    return this.#reader.target(this.#reader.pointerIn(edge));
  }

  #add(node: Located, at: number): void {
    if (this.#skip-- > 0) return;
    const [key, value] = this.#reader.types.parameters(node.type);
    const inArray = (array: string, type: TypeId | undefined): Located => {
      const where = this.#reader.at(node, array)?.where;
      const address = where && 'address' in where ? where.address + at * this.#reader.types.sizeOf(type) : 0;
      return { name: array, type, where: { address } };
    };
    this.#found.push({ key: inArray('keys', key), value: inArray('vals', value) });
  }
}

export const rustMaps: Shows = [
  [/^(?:std::collections::hash::(?:map|set)|hashbrown::(?:map|set))::Hash(?:Map|Set)</, showHash],
  [/^alloc::collections::btree::(?:map|set)::BTree(?:Map|Set)</, showTree],
];
