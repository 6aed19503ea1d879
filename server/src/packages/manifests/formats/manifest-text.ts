import { parse, TomlError } from 'smol-toml';
import { LineIndex } from '../../../base/line-index.ts';
import { locateKeys, type Span, type TomlEntry } from '../../../base/toml-keys.ts';
import { folderOf } from '../../../base/uri-paths.ts';
import type { ManifestProblem, NamedPath } from '../manifest.ts';
import { resolvePath } from '../paths.ts';

/** A value of a manifest, and the keys that lead to it. */
export interface Entry {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * The TOML of a manifest, read with tolerance: values that are invalid for its tool are recorded as problems and
 * treated as absent.
 */
export class ManifestText {
  readonly problems: ManifestProblem[] = [];
  /** The paths that were read as such. */
  readonly paths: NamedPath[] = [];
  readonly uri: string;
  readonly text: string;
  #locate: ((path: readonly string[]) => TomlEntry | undefined) | undefined;

  constructor(uri: string, text: string) {
    this.uri = uri;
    // Of the same length, so that places stay; Rust's reader skips the mark.
    this.text = text.replace(/^\u{feff}/u, ' ');
  }

  /** The whole document; an empty table when it is no TOML. */
  root(): Entry {
    try {
      return { path: [], value: parse(this.text) };
    } catch (error) {
      this.#malformed(error);
      return { path: [], value: {} };
    }
  }

  /** The member of a table; undefined when it is not there. */
  get(table: Entry | undefined, key: string): Entry | undefined {
    const value = isTable(table?.value) && Object.hasOwn(table.value, key) ? table.value[key] : undefined;
    return value === undefined ? undefined : { path: [...table!.path, key], value };
  }

  /** The members of a table. */
  entries(table: Entry | undefined): readonly Entry[] {
    if (table === undefined) return [];
    if (!isTable(table.value)) return this.#wrong(table, 'be a table');
    return Object.entries(table.value).map(([key, value]) => ({ path: [...table.path, key], value }));
  }

  /** The elements of an array. */
  elements(array: Entry | undefined): readonly Entry[] {
    if (array === undefined) return [];
    if (!Array.isArray(array.value)) return this.#wrong(array, 'be an array');
    return array.value.map((value: unknown, n) => ({ path: [...array.path, String(n)], value }));
  }

  string(entry: Entry | undefined): string | undefined {
    if (entry === undefined || typeof entry.value === 'string') return entry?.value as string | undefined;
    this.wrong(entry, 'be a string');
    return undefined;
  }

  /** The URI that a path means, seen from the folder of the manifest. */
  path(entry: Entry | undefined): string | undefined {
    const path = this.string(entry);
    if (entry === undefined || path === undefined) return undefined;
    const uri = resolvePath(folderOf(this.uri), path);
    const at = this.#located(entry.path)?.value;
    if (at) this.paths.push({ ...this.#withoutQuotes(at), uri });
    return uri;
  }

  /** Like `get`, for a required key. */
  required(table: Entry, key: string): Entry | undefined {
    const found = this.get(table, key);
    if (found === undefined) this.wrong({ path: [...table.path, key], value: undefined }, 'be there');
    return found;
  }

  /** For the tables in which the tool refuses keys that it does not know. */
  allow(table: Entry | undefined, keys: readonly string[]): void {
    if (!isTable(table?.value)) return;
    for (const key of Object.keys(table.value)) {
      if (keys.includes(key)) continue;
      const detail = { key, table: table.path.join('.'), candidates: keys.join(' ') };
      this.#problem('manifest-unknown-key', [...table.path, key], detail);
    }
  }

  /** @param must the requirement that the value violates */
  wrong({ path }: Entry, must: string): void {
    this.#problem('manifest-value', path, { key: path.join('.'), must });
  }

  version({ path, value }: Entry): void {
    this.#problem('manifest-version', path, { version: String(value) });
  }

  #wrong(entry: Entry, must: string): readonly [] {
    this.wrong(entry, must);
    return [];
  }

  #malformed(error: unknown): void {
    const { line, column } = error instanceof TomlError ? error : { line: 1, column: 1 };
    const start = new LineIndex(this.text).offsetAt({ line: line - 1, character: column - 1 });
    const [firstLine = ''] = error instanceof TomlError ? error.message.split('\n') : ['too deep'];
    const reason = firstLine.replace('Invalid TOML document: ', '');
    const end = Math.min(start + 1, this.text.length);
    this.problems.push({ code: 'manifest-syntax', start: Math.min(start, end), end, detail: { reason } });
  }

  #located(path: readonly string[]): TomlEntry | undefined {
    this.#locate ??= locateKeys(this.text);
    return this.#locate(path);
  }

  #withoutQuotes({ start, end }: Span): Span {
    const [quotes = ''] = /^("""|'''|"|')/.exec(this.text.slice(start, start + 3)) ?? [];
    return { start: start + quotes.length, end: end - quotes.length };
  }

  /** Reports at the key, or at the innermost existing table of its path. */
  #problem(code: ManifestProblem['code'], path: readonly string[], detail: ManifestProblem['detail']): void {
    let at: TomlEntry | undefined;
    for (let depth = path.length; at === undefined && depth > 0; depth--)
      at = this.#located(path.slice(0, depth));
    const { start, end } = at?.key ?? { start: 0, end: 0 };
    this.problems.push({ code, start, end, detail });
  }
}

/** TOML's dates are objects as well. */
export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
