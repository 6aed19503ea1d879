import { keyText } from '../read/yaml-document.ts';
import { isMap, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import {
  lineEnd,
  lineStart,
  newlineOf,
  nextLine,
  type Path,
  type PlanValue,
  replaced,
  type Tables,
  withoutLines,
  withoutPairIn,
} from './tables.ts';

/** Edits of YAML. */
export const YAML: Tables = { set: setValue, remove: removed, rename: renamed };

type Map = YAMLMap<Node, Node | null>;
type Entry = Pair<Node, Node | null>;

/** How far a path leads: the last mapping on the way, its entries, and the keys that are not there. */
interface PathLookup {
  readonly map: Map | undefined;
  /** The entry that has `map` as its value, or would. */
  readonly entry: Entry | undefined;
  readonly missing: Path;
}

function reach(text: string, path: Path): PathLookup {
  const { contents } = parseDocument(text, { uniqueKeys: false });
  let map = isMap(contents) ? (contents as Map) : undefined;
  let entry: Entry | undefined;
  for (const [at, key] of path.entries()) {
    const next: Entry | undefined = map?.items.find((item) => keyText(item.key) === key);
    if (!next) return { map, entry, missing: path.slice(at) };
    entry = next;
    map = isMap(next.value) ? (next.value as Map) : undefined;
  }
  return { map, entry, missing: [] };
}

function setValue(text: string, path: Path, value: PlanValue): string {
  const { map, entry, missing } = reach(text, path);
  if (missing.length === 0) return givenValue(text, entry!, value);
  if (map?.flow) return intoFlow(text, map, missing, value);
  if (map && map.items.length > 0) return intoBlock(text, map, missing, value);
  if (!entry) return atEnd(text, missing, value);
  const newline = newlineOf(text);
  const inner = `${newline}${entryOf(missing, value, `${indentOf(text, entry)}  `, newline)}`;
  const start = colonEnd(text, entry);
  if (isWritten(entry.value)) return replaced(text, { start, end: valueEnd(text, entry), text: inner });
  const at = lineEnd(text, start);
  return replaced(text, { start: at, end: at, text: inner });
}

const isWritten = (node: Node | null): node is Node =>
  node?.range !== undefined && node.range !== null && node.range[1] > node.range[0];

const colonEnd = (text: string, { key }: Entry): number => text.indexOf(':', key.range![1]) + 1;

/** In braces, on one line; a value in a block stays behind its colon. */
function givenValue(text: string, entry: Entry, value: PlanValue): string {
  const { value: old } = entry;
  const behind = colonEnd(text, entry);
  if (!isWritten(old)) return replaced(text, { start: behind, end: behind, text: ` ${written(value)}` });
  const by = isBlock(old) ? ` ${written(value)}` : written(value);
  const start = isBlock(old) ? behind : old.range![0];
  return replaced(text, { start, end: valueEnd(text, entry), text: by });
}

const isBlock = (node: Node | null): boolean => (isMap(node) || isSeq(node)) && !node.flow;

/** Without the comments and blank lines that follow a block. */
function valueEnd(text: string, entry: Entry): number {
  const { value } = entry;
  if (!isWritten(value)) return colonEnd(text, entry);
  const items = isBlock(value) && isMap(value) ? (value as Map).items : [];
  const last = items.at(-1);
  if (last) return valueEnd(text, last);
  // The range of a list and of a scalar in a block (`|`) has the line break.
  return text.slice(0, value.range![1]).trimEnd().length;
}

function intoFlow(text: string, map: Map, [first = '', ...others]: Path, value: PlanValue): string {
  const pair = `${yamlWord(first)}: ${others.reduceRight((inner, name) => `{ ${yamlWord(name)}: ${inner} }`, written(value))}`;
  const [start, end] = map.range!;
  const last = map.items.at(-1);
  if (!last && text.slice(start + 1, end - 1).trim() === '')
    return replaced(text, { start, end, text: `{ ${pair} }` });
  if (!last) return replaced(text, { start: start + 1, end: start + 1, text: ` ${pair}` });
  const at = valueEnd(text, last);
  return replaced(text, { start: at, end: at, text: `, ${pair}` });
}

function intoBlock(text: string, map: Map, missing: Path, value: PlanValue): string {
  const last = map.items.at(-1)!;
  const at = lineEnd(text, valueEnd(text, last));
  const newline = newlineOf(text);
  const inner = entryOf(missing, value, indentOf(text, last), newline);
  return replaced(text, { start: at, end: at, text: `${newline}${inner}` });
}

function atEnd(text: string, missing: Path, value: PlanValue): string {
  const newline = newlineOf(text);
  const before = text === '' || text.endsWith('\n') ? text : `${text}${newline}`;
  return `${before}${entryOf(missing, value, '', newline)}${newline}`;
}

/** `a:`, below it `b: value`. */
function entryOf([first = '', ...others]: Path, value: PlanValue, indent: string, newline: string): string {
  if (others.length === 0) return `${indent}${yamlWord(first)}: ${written(value)}`;
  return `${indent}${yamlWord(first)}:${newline}${entryOf(others, value, `${indent}  `, newline)}`;
}

function indentOf(text: string, { key }: Entry): string {
  const start = key.range![0];
  return ' '.repeat(start - lineStart(text, start));
}

function written(value: PlanValue): string {
  if (value === false) return 'false';
  if (typeof value === 'string') return yamlWord(value);
  if (isList(value)) return `[${value.map(yamlWord).join(', ')}]`;
  const entries = Object.entries(value).map(([name, one]) => `${yamlWord(name)}: ${written(one)}`);
  return `{ ${entries.join(', ')} }`;
}

const isList = (value: PlanValue): value is readonly string[] => Array.isArray(value);

/** Names of interfaces and paths need no quotes; what YAML could read as something else gets them. */
export const yamlWord = (text: string): string =>
  /^[a-zA-Z][\w./@+-]*(?::[\w./@+-]+)*$/.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text);

const RESERVED = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

function removed(text: string, path: Path): string {
  const { entry, missing } = reach(text, path);
  if (missing.length > 0 || !entry) return text;
  const { map, entry: parent } = reach(text, path.slice(0, -1));
  const start = entry.key.range![0];
  const end = valueEnd(text, entry);
  if (!map?.flow) {
    if (map!.items.length > 1 || !parent) return withoutLines(text, start, end);
    // The last entry of a table leaves a key with nothing behind it, which is an empty table.
    return text.slice(0, lineStart(text, start)) + text.slice(nextLine(text, end));
  }
  const index = map.items.findIndex((item) => keyText(item.key) === path.at(-1));
  const [from, to] = map.range!;
  const before = map.items[index - 1];
  return withoutPairIn(
    text,
    { start: from, end: to },
    { start, end, before: before && { start: before.key.range![0], end: valueEnd(text, before) } },
  );
}

function renamed(text: string, path: Path, to: string): string {
  const { entry, missing } = reach(text, path);
  if (missing.length > 0 || !entry) return text;
  const [start, end] = entry.key.range!;
  return replaced(text, { start, end, text: yamlWord(to) });
}
