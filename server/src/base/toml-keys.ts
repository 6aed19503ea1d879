import { type Span, tomlTree, type TomlKey, type TomlPair, type TomlValue } from './toml-tree.ts';

export type { Span } from './toml-tree.ts';

/** The first place of a key, and its value there (for a table: its header). */
export interface TomlEntry {
  readonly key: Span;
  readonly value: Span;
}

/**
 * Finds the keys of a document that smol-toml has accepted.
 * @returns the entry at a path of keys, array elements by their index
 */
export function locateKeys(text: string): (path: readonly string[]) => TomlEntry | undefined {
  const entries = new Map<string, TomlEntry>();
  for (const { header, pairs } of tomlTree(text)) {
    const table = header ? remember(entries, [], header.keys, header.span) : [];
    for (const pair of pairs) recordPair(entries, table, pair);
  }
  return (path) => entries.get(JSON.stringify(path));
}

type Entries = Map<string, TomlEntry>;

function recordPair(entries: Entries, table: readonly string[], { keys, value }: TomlPair): void {
  recordValue(entries, remember(entries, table, keys, value), value);
}

function recordValue(entries: Entries, path: readonly string[], value: TomlValue): void {
  for (const pair of value.pairs) recordPair(entries, path, pair);
  for (const [index, element] of value.elements.entries()) {
    const inner = [...path, String(index)];
    const { start, end } = element;
    entries.set(JSON.stringify(inner), { key: { start, end }, value: { start, end } });
    recordValue(entries, inner, element);
  }
}

/** Gives the whole path; every key on the way has its entry, too. */
function remember(
  entries: Entries,
  table: readonly string[],
  keys: readonly TomlKey[],
  { start, end }: Span,
): string[] {
  const path = [...table];
  for (const { name, span } of keys) {
    path.push(name);
    const id = JSON.stringify(path);
    if (!entries.has(id)) entries.set(id, { key: span, value: { start, end } });
  }
  return path;
}
