import type { Span } from '../../base/toml-tree.ts';
import type { ExportOf } from '../plan.ts';

/** Text that an edit writes into a plan. */
export type PlanValue = string | false | readonly string[] | PlanTable;

export interface PlanTable {
  readonly [key: string]: PlanValue;
}

export type Path = readonly string[];

/**
 * Edits of the text of a format. They change neither comments nor order nor layout elsewhere.
 * The text must be one that can be read.
 */
export interface Tables {
  /** Gives a key its value; makes the tables around it that are not there yet. */
  set(text: string, path: Path, value: PlanValue): string;
  /** Without a key, or a table with all that is in it. */
  remove(text: string, path: Path): string;
  rename(text: string, path: Path, to: string): string;
}

interface NewProvider {
  /** Of the key that gets it. */
  readonly path: Path;
  /** Of the key that names the provider in the table that `path` has already; undefined if it has none. */
  readonly inner: Path | undefined;
  readonly from: ExportOf;
  /** The provider as the value of a key without such a table. */
  readonly value: PlanValue;
}

/** Gives a key another provider: in its table, if it has one, which is preserved. */
export function setProvider(
  { set, remove }: Tables,
  text: string,
  { path, inner, from, value }: NewProvider,
): string {
  if (!inner) return set(text, path, value);
  const named = set(text, inner, from.instance);
  return from.export === undefined
    ? remove(named, [...path, 'export'])
    : set(named, [...path, 'export'], from.export);
}

export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const replaced = (text: string, { start, end, text: by }: Replacement): string =>
  text.slice(0, start) + by + text.slice(end);

/** Replacements that do not overlap, in any order. */
export const replacedAll = (text: string, all: readonly Replacement[]): string =>
  all.toSorted((a, b) => b.start - a.start).reduce(replaced, text);

export const startsWith = (path: Path, prefix: Path): boolean =>
  prefix.length <= path.length && prefix.every((key, at) => path[at] === key);

export const isSame = (a: Path, b: Path): boolean => a.length === b.length && startsWith(a, b);

export const newlineOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Where the line of an offset starts. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Where the line of an offset ends, before the break. */
export function lineEnd(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  if (found < 0) return text.length;
  return found > offset && text[found - 1] === '\r' ? found - 1 : found;
}

/** Where the next line starts. */
export function nextLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  return found < 0 ? text.length : found + 1;
}

/** Without whole lines; of the blank lines on both sides one goes, too. */
export function withoutLines(text: string, from: number, to: number): string {
  const start = lineStart(text, from);
  const end = nextLine(text, to);
  const isBlankBefore = /(^|\n)[ \t]*\r?\n$/.test(text.slice(0, start)) || start === 0;
  const blank = /^[ \t]*\r?\n/.exec(text.slice(end));
  // No text follows that a blank line would separate.
  if (isBlankBefore && end === text.length) return text.slice(0, start).replace(/\r?\n[ \t]*(\r?\n)$/, '$1');
  return text.slice(0, start) + text.slice(isBlankBefore && blank ? end + blank[0].length : end);
}

/** An element of an array or a pair of a table in braces, between commas. */
export interface Element extends Span {
  /** The one before it. */
  readonly before: Span | undefined;
}

/** Removes an element with the comma on one of its sides; anything else between elements may be a comment. */
export function withoutElement(text: string, { start, end, before }: Element): string {
  const between = before ? text.slice(before.end, start) : '';
  if (before && /^\s*,\s*$/.test(between)) return replaced(text, { start: before.end, end, text: '' });
  const [comma = ''] = /^[ \t]*,?[ \t]*/.exec(text.slice(end)) ?? [];
  const isAlone = /^\s*$/.test(
    text.slice(lineStart(text, start), start) + text.slice(end + comma.length, lineEnd(text, end)),
  );
  if (isAlone) return text.slice(0, lineStart(text, start)) + text.slice(nextLine(text, end));
  return replaced(text, { start, end: end + comma.length, text: '' });
}

/** Removes a pair from its braces, which are `{}` if nothing else was in them. */
export function withoutPairIn(text: string, braces: Span, pair: Element): string {
  const others = text.slice(braces.start + 1, pair.start) + text.slice(pair.end, braces.end - 1);
  const isOnly = /^[\s,]*$/.test(others);
  return isOnly
    ? replaced(text, { start: braces.start, end: braces.end, text: '{}' })
    : withoutElement(text, pair);
}
