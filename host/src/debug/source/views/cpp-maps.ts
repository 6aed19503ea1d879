/** Maps and sets of the C++ library (libc++). */
import type { TypeId } from '../../../toolkit/dwarf.ts';
import { within, type Located, type Entry, type View } from '../values/located.ts';
import { alignedTo, type Types } from '../values/types.ts';
import type { ValueReader } from '../values/value-reader.ts';
import { limited, type Show, type Shows } from './view.ts';

/** The sizes in bytes of what nodes have before their values: three pointers and the colour, or a pointer and the hash. */
const TREE_HEADER = 13;
const HASH_HEADER = 8;

/** The nodes of a tree or of a list. */
interface Nodes {
  readonly count: number;
  /** Size in bytes of what a node has before its value, without padding. */
  readonly header: number;
  /** The addresses of nodes in the order of the container, from `start` on. */
  readonly addresses: (start: number, most: number) => Promise<readonly number[]>;
}

/** Entries of a map are pairs; those of a set are keys. */
function entriesOf(
  { type }: Located,
  isMap: boolean,
  { count, header, addresses }: Nodes,
  { types }: ValueReader,
): View {
  const [key, mapped] = types.parameters(type);
  const { second, start } = layoutOf(types, key, isMap ? mapped : undefined, header);
  const keyAt = (node: number, name: string): Located => ({
    name,
    type: key,
    where: { address: node + start },
  });
  if (!isMap) {
    const elements = async (first: number, most: number) =>
      (await addresses(first, most)).map((node, at) => keyAt(node, `[${first + at}]`));
    return { kind: 'list', count, brackets: '{}', elements };
  }
  const entries = async (first: number, most: number): Promise<Entry[]> =>
    (await addresses(first, most)).map((node) => {
      const found = keyAt(node, 'first');
      return { key: found, value: { name: 'second', type: mapped, where: within(found.where, second) } };
    });
  return { kind: 'map', count, entries };
}

function layoutOf(types: Types, key: TypeId | undefined, mapped: TypeId | undefined, header: number) {
  const alignments = [types.alignmentOf(key), mapped === undefined ? 1 : types.alignmentOf(mapped)] as const;
  return {
    start: alignedTo(header, Math.max(...alignments)),
    second: alignedTo(types.sizeOf(key), alignments[1]),
  };
}

const isMap = (name: string): boolean => /^[\w:]*map</.test(name);

/** `map`, `set` and those with equal keys: a tree. */
const showTree: Show = async (value, { targetName }, reader) => {
  const tree = reader.at(value, '__tree_');
  const end = reader.find(tree, '__end_node_');
  const root = await reader.number(reader.find(end, '__left_'));
  const size = await reader.number(reader.find(tree, '__size_') ?? reader.find(tree, '__pair3_'));
  if (root === undefined || size === undefined) return undefined;
  const addresses: Nodes['addresses'] = (start, most) =>
    inOrder(root, start, Math.min(most, size - start), reader.scanning());
  const nodes = { count: limited(size), header: TREE_HEADER, addresses };
  return entriesOf(value, isMap(targetName), nodes, reader);
};

/** Levels of a tree that is balanced, and nodes of a walk: more than 4 GB hold. */
const MOST_HEIGHT = 64;
const MOST_NODES = 2 ** 20;

/** Nodes of a tree by their keys; each begins with the pointers to its left and its right. */
async function inOrder(
  root: number,
  start: number,
  most: number,
  { memory }: ValueReader,
): Promise<number[]> {
  const [found, above]: [number[], { node: number; right: number }[]] = [[], []];
  let [node, seen] = [root, 0];
  while ((node !== 0 || above.length > 0) && found.length < most && seen < MOST_NODES) {
    while (node !== 0 && above.length < MOST_HEIGHT) {
      const pointers = Buffer.from(await memory.read(node, 8));
      if (pointers.length < 8) return found;
      above.push({ node, right: pointers.readUInt32LE(4) });
      node = pointers.readUInt32LE(0);
    }
    const next = above.pop()!;
    if (seen++ >= start) found.push(next.node);
    node = next.right;
  }
  return found;
}

/** `unordered_map`, `unordered_set` and those with equal keys: a list of nodes. */
const showHash: Show = async (value, { targetName }, reader) => {
  const table = reader.at(value, '__table_');
  const first = await reader.number(reader.find(reader.find(table, '__first_node_'), '__next_'));
  const size = await reader.number(reader.find(table, '__size_'));
  if (first === undefined || size === undefined) return undefined;
  const addresses: Nodes['addresses'] = (start, most) =>
    chained(first, start, Math.min(most, size - start), reader.scanning());
  const nodes = { count: limited(size), header: HASH_HEADER, addresses };
  return entriesOf(value, isMap(targetName), nodes, reader);
};

async function chained(
  first: number,
  start: number,
  most: number,
  { memory }: ValueReader,
): Promise<number[]> {
  const found: number[] = [];
  for (let node = first, at = 0; node !== 0 && found.length < most && at < MOST_NODES; at++) {
    const next = Buffer.from(await memory.read(node, 4));
    if (next.length < 4) break;
    if (at >= start) found.push(node);
    node = next.readUInt32LE();
  }
  return found;
}

export const cppMaps: Shows = [
  [/^std::(?:__\w+::)?(?:multi)?(?:map|set)</, showTree],
  [/^std::(?:__\w+::)?unordered_(?:multi)?(?:map|set)</, showHash],
];
