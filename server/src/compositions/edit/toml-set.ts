import { key } from '../plan-text.ts';
import { isSame, lineEnd, lineStart, newlineOf, type Path, replaced, startsWith } from './tables.ts';
import { type Container, containersOf, sectionEnd } from './toml-places.ts';

/**
 * Adds a key that is not there yet: into the table that it belongs to, as the text writes that, else as a section of
 * its own.
 * @param value as TOML
 */
export function tomlSet(text: string, path: Path, value: string): string {
  const containers = containersOf(text);
  const table = path.slice(0, -1);
  const around = containerFor(containers, table);
  if (around) return intoContainer(text, around, path, value);
  return withSection(text, containers, table, `${key(path.at(-1)!)} = ${value}`);
}

/** The section or braces of the table; else those whose dotted keys or braces name a table around it. */
function containerFor(containers: readonly Container[], table: Path): Container | undefined {
  const own = containers.find((one) => isSame(one.path, table) && isUsable(one, table));
  if (own) return own;
  for (let length = table.length; length > 0; length--) {
    const around = table.slice(0, length);
    const braces = containers.find((one) => one.braces && isSame(one.path, around));
    if (braces) return braces;
    const dotted = containers.find((one) => one.path.length < length && hasDotted(one, around));
    if (dotted) return dotted;
  }
  return undefined;
}

/** The root is where a key of no table goes; other tables are written as sections. */
const isUsable = ({ braces, section }: Container, table: Path): boolean =>
  table.length === 0 || braces !== undefined || section.header !== undefined;

const hasDotted = ({ pairs }: Container, table: Path): boolean =>
  pairs.some((pair) => pair.path.length > table.length && startsWith(pair.path, table));

function intoContainer(text: string, container: Container, path: Path, value: string): string {
  const own = path.slice(container.path.length);
  const dotted = `${own.map(key).join('.')} = ${value}`;
  if (!container.braces) return withLine(text, container, dotted, path);
  const isDotted = hasDotted(container, path.slice(0, container.path.length + 1));
  const pair = isDotted ? dotted : nested(own, value);
  const { start, end } = container.braces;
  const last = container.pairs.at(-1);
  const isBlank = text.slice(start + 1, end - 1).trim() === '';
  if (!last && isBlank) return replaced(text, { start, end, text: `{ ${pair} }` });
  if (!last) return replaced(text, { start: start + 1, end: start + 1, text: ` ${pair}` });
  return replaced(text, { start: last.value.end, end: last.value.end, text: `, ${pair}` });
}

const nested = ([first = '', ...others]: Path, value: string): string =>
  `${key(first)} = ${others.length === 0 ? value : `{ ${nested(others, value)} }`}`;

/** Behind the line of the last pair that shares most of the path. */
function withLine(text: string, { section, pairs }: Container, line: string, path: Path): string {
  const newline = newlineOf(text);
  const beside = pairs.findLast((pair) => startsWith(pair.path, path.slice(0, -1))) ?? pairs.at(-1);
  if (!beside && !section.header) return `${line}${newline}${text === '' ? '' : newline}${text}`;
  const at = lineEnd(text, beside ? beside.value.end : section.header!.span.end);
  const start = beside ? beside.keys[0]!.span.start : at;
  const indent = beside ? text.slice(lineStart(text, start), start) : '';
  return replaced(text, { start: at, end: at, text: `${newline}${indent}${line}` });
}

/**
 * A new section follows those that share most of its path, with a blank line unless the sections behind it have none.
 */
function withSection(text: string, containers: readonly Container[], table: Path, line: string): string {
  const newline = newlineOf(text);
  const section = `[${table.map(key).join('.')}]${newline}${line}`;
  const sections = containers.filter(({ braces, section: { header } }) => !braces && header);
  for (let length = table.length; length > 0; length--) {
    const near = sections.findLast(({ path }) => startsWith(path, table.slice(0, length)));
    if (!near) continue;
    const at = lineEnd(text, sectionEnd(near.section));
    const isTight = /^\r?\n[^\r\n]/.test(text.slice(at));
    return replaced(text, { start: at, end: at, text: `${newline}${isTight ? '' : newline}${section}` });
  }
  const before = text === '' || text.endsWith('\n') ? text : `${text}${newline}`;
  return `${before}${before === '' ? '' : newline}${section}${newline}`;
}
