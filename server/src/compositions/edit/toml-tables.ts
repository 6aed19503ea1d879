import { key, string } from '../plan-text.ts';
import { tomlSet } from './toml-set.ts';
import {
  type Element,
  isSame,
  type Path,
  type PlanValue,
  replaced,
  replacedAll,
  startsWith,
  type Tables,
  withoutElement,
  withoutLines,
  withoutPairIn,
} from './tables.ts';
import { containersOf, type PlacedPair, sectionEnd } from './toml-places.ts';

/** Edits of TOML. */
export const TOML: Tables = {
  set: (text, path, value) => setValue(text, path, value),
  remove: (text, path) => removed(text, path),
  rename: (text, path, to) => {
    const last = path.length - 1;
    const keys = containersOf(text).flatMap(({ path: table, braces, section, pairs }) => [
      ...(braces === undefined && startsWith(table, path) ? [section.header!.keys[last]!] : []),
      ...pairs
        .filter((pair) => startsWith(pair.path, path) && !startsWith(table, path))
        .map(({ keys }) => keys[last - table.length]!),
    ]);
    return replacedAll(
      text,
      keys.map(({ span }) => ({ ...span, text: key(to) })),
    );
  },
};

function setValue(text: string, path: Path, value: PlanValue): string {
  const pairs = containersOf(text).flatMap((container) => container.pairs);
  const found = pairs.find((pair) => isSame(pair.path, path));
  const place = found?.value ?? elementAt(pairs, path);
  if (place) return replaced(text, { start: place.start, end: place.end, text: written(value) });
  return tomlSet(removed(text, path), path, written(value));
}

function written(value: PlanValue): string {
  if (value === false) return 'false';
  if (typeof value === 'string') return string(value);
  if (isList(value)) return `[${value.map(string).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([name, one]) => `${key(name)} = ${written(one)}`)
    .join(', ')} }`;
}

const isList = (value: PlanValue): value is readonly string[] => Array.isArray(value);

/** Removes everything that has the path, the last piece first. Each is looked up anew, since its neighbours change. */
function removed(text: string, path: Path): string {
  const containers = containersOf(text);
  const section = containers.findLast((one) => !one.braces && isBelow(one.path, path));
  if (section) {
    const { header } = section.section;
    return removed(withoutLines(text, header!.span.start, sectionEnd(section.section)), path);
  }
  const pairs = containers.flatMap((container) => container.pairs);
  const pair = pairs.findLast((one) => startsWith(one.path, path) && !startsWith(one.container.path, path));
  if (pair) return removed(withoutPair(text, pair), path);
  const element = elementAt(pairs, path);
  return element ? withoutElement(text, element) : text;
}

/** An element of an array, by its index behind the path of the array. */
function elementAt(pairs: readonly PlacedPair[], path: Path): Element | undefined {
  const array = pairs.find((pair) => isSame(pair.path, path.slice(0, -1)))?.value.elements ?? [];
  const index = Number(path.at(-1));
  const found = array[index];
  return found && { start: found.start, end: found.end, before: array[index - 1] };
}

const isBelow = (path: Path, prefix: Path): boolean => path.length > 0 && startsWith(path, prefix);

function withoutPair(text: string, pair: PlacedPair): string {
  const { keys, value, container } = pair;
  const start = keys[0]!.span.start;
  if (!container.braces) return withoutLines(text, start, value.end);
  const { braces, pairs } = container;
  const before = pairs[pairs.indexOf(pair) - 1]?.value;
  return withoutPairIn(text, braces, { start, end: value.end, before });
}
