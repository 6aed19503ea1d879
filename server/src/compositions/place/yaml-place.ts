import { keyText } from '../read/yaml-document.ts';
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import type { Span } from '../../base/toml-keys.ts';
import type { TomlPlace } from './toml-place.ts';

/** The element at a position in a YAML text, which may contain errors; like `tomlPlace`. */
export function yamlPlace(text: string, offset: number): TomlPlace | undefined {
  if (/(^|\s)#/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))) return undefined;
  const word = wordAt(text, offset);
  const whole = asKey(text, word);
  const { contents } = parseDocument(whole, { strict: false, uniqueKeys: false, logLevel: 'silent' });
  const none: TomlPlace = {
    path: [],
    role: 'key',
    key: undefined,
    span: word,
    word: unquoted(text, word),
    beside: new Map(),
  };
  if (!contents?.range) return none;
  return { ...none, ...within(contents, offset, []) };
}

type Found = Pick<TomlPlace, 'path' | 'role' | 'key' | 'beside'>;

/** A line that is only begun is the key that it will be; a word keeps the tree in shape where nothing is written. */
function asKey(text: string, { start, end }: Span): string {
  const word = start === end ? '_' : text.slice(start, end);
  const isAlone = /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start));
  const isKey = isAlone && /^[ \t]*(\n|$)/.test(text.slice(end));
  return `${text.slice(0, start)}${word}${isKey ? ':' : ''}${text.slice(end)}`;
}

function within(node: Node, offset: number, path: readonly string[]): Found {
  if (isSeq<Node>(node)) {
    const index = node.items.findIndex((item) => holds(item, offset));
    const item = node.items[index];
    if (item && !isScalar(item)) return within(item, offset, [...path, String(index)]);
    return { path, role: 'value', key: undefined, beside: new Map() };
  }
  if (!isMap<Node, Node | null>(node)) return { path, role: 'key', key: undefined, beside: new Map() };
  const pair = node.items.findLast(({ key }) => (key.range?.[0] ?? Infinity) <= offset);
  if (!pair || offset <= (pair.key.range?.[1] ?? 0))
    return { path, role: 'key', key: undefined, beside: new Map() };
  const key = keyText(pair.key);
  const { value } = pair;
  if (value && !isScalar(value) && holds(value, offset)) return within(value, offset, [...path, key]);
  return { path, role: 'value', key, beside: stringsOf(node.items) };
}

/** A collection without brackets ends with its last line, and its range reaches to the next text below. */
const holds = ({ range }: Node, offset: number): boolean =>
  range !== undefined && range !== null && range[0] <= offset && offset <= range[2];

const stringsOf = (items: readonly Pair<Node, Node | null>[]): ReadonlyMap<string, string> =>
  new Map(
    items.flatMap(({ key, value }) =>
      isScalar(value) && typeof value.value === 'string' ? [[keyText(key), value.value] as const] : [],
    ),
  );

/** Names of interfaces have signs that end no plain word of YAML. */
function wordAt(text: string, offset: number): Span {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  for (const found of text
    .slice(line)
    .split('\n', 1)[0]!
    .matchAll(/"[^"]*"?|'[^']*'?|[\w./@+%-]+(?::[\w./@+%-]+)*/g)) {
    const span = { start: line + found.index, end: line + found.index + found[0].length };
    if (span.start <= offset && offset <= span.end) return span;
  }
  return { start: offset, end: offset };
}

const unquoted = (text: string, { start, end }: Span): string =>
  text.slice(start, end).replace(/^(["'])(.*?)\1?$/s, '$2');
