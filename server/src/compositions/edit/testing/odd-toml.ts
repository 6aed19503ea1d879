/** Tables as TOML in all its ways: sections, dotted keys, braces, each kind of string, comments and blanks anywhere. */
import type { Random } from '../../../syntax/testing/random.ts';

export type Data = string | number | boolean | readonly Data[] | DataTable;

export interface DataTable {
  readonly [key: string]: Data;
}

export interface OddText {
  readonly text: string;
  /** By the text of a comment, what it is in: the keys of its line or of its section; of the rest of them none. */
  readonly comments: ReadonlyMap<string, readonly string[]>;
}

export const isTable = (value: Data): value is DataTable =>
  typeof value === 'object' && !Array.isArray(value);

export function oddToml(data: DataTable, random: Random): OddText {
  const writer = new Writer(random);
  const root = writer.block([], data);
  const newline = random.below(3) === 0 ? '\r\n' : '\n';
  // The root has no header: it comes first.
  const [first = '', ...sections] = root;
  const ordered = random.below(4) === 0 ? sections.toReversed() : sections;
  const text = [first, ...ordered].join('').replaceAll('\n', newline);
  return { text: random.below(4) === 0 ? text.trimEnd() : text, comments: writer.comments };
}

class Writer {
  readonly random: Random;
  readonly comments = new Map<string, readonly string[]>();

  constructor(random: Random) {
    this.random = random;
  }

  /** The text of a table: its own section, then those of tables in it. */
  block(path: readonly string[], table: DataTable): readonly string[] {
    const lines: string[] = [];
    const inner: string[] = [];
    for (const [name, value] of Object.entries(table)) {
      const ways = isTable(value) ? ['section', 'section', 'dotted', 'braces'] : ['line'];
      const way = this.random.pick(ways);
      if (way === 'section') inner.push(...this.block([...path, name], value as DataTable));
      else if (way === 'dotted' && isTable(value)) lines.push(...this.#dotted(path, [name], value));
      else lines.push(this.#line([...path, name], [name], value));
    }
    const body = lines.map((line) => this.#above(path) + line).join('');
    const isImplied = lines.length === 0 && inner.length > 0 && this.#chance(2);
    if (path.length === 0) return [this.#gap() + body + this.#gap(), ...inner];
    if (isImplied) return inner;
    const header = `${this.#indent()}[${this.#pad()}${this.#keys(path)}${this.#pad()}]${this.#behind(path)}\n`;
    return [header + body + this.#gap(), ...inner];
  }

  #dotted(path: readonly string[], keys: readonly string[], table: DataTable): readonly string[] {
    const entries = Object.entries(table);
    if (entries.length === 0) return [this.#line([...path, ...keys], keys, table)];
    return entries.flatMap(([name, value]) => {
      const own = [...keys, name];
      if (isTable(value) && this.#chance(2)) return this.#dotted(path, own, value);
      return [this.#line([...path, ...own], own, value)];
    });
  }

  #line(path: readonly string[], keys: readonly string[], value: Data): string {
    return `${this.#indent()}${this.#keys(keys)}${this.#pad()}=${this.#pad()}${this.#value(path, value, true)}${this.#behind(path)}\n`;
  }

  #value(path: readonly string[], value: Data, overLines: boolean): string {
    if (typeof value === 'string') return this.#string(value, overLines);
    if (typeof value === 'number') return this.#chance(3) ? `0x${value.toString(16)}` : String(value);
    if (typeof value === 'boolean') return String(value);
    if (isTable(value)) return this.#braces(path, value, overLines);
    return this.#array(path, value, overLines);
  }

  /** Over several lines, and with a comma behind the last pair, as TOML 1.1 has it. */
  #braces(path: readonly string[], table: DataTable, overLines: boolean): string {
    const isLong = overLines && this.#chance(3);
    const entries = Object.entries(table);
    const pairs = entries.map(([name, one]) => {
      const value = this.#value([...path, name], one, isLong);
      return `${this.#keys([name])}${this.#pad()}=${this.#pad()}${value}`;
    });
    if (!isLong)
      return `{${this.#pad()}${pairs.join(`${this.#pad()},${this.#pad()}`)}${pairs.length > 0 ? this.#pad() : ''}}`;
    const lines = pairs.map((pair, at) => {
      const own = [...path, entries[at]![0]];
      const comma = at < pairs.length - 1 || this.#chance(2) ? ',' : '';
      return `${this.#above(path)}  ${pair}${this.#pad()}${comma}${this.#behind(own)}\n`;
    });
    return `{${this.#behind(path)}\n${lines.join('')}${this.#above(path)}}`;
  }

  #array(path: readonly string[], items: readonly Data[], overLines: boolean): string {
    const written = items.map((item) => this.#value(path, item, false));
    if (!overLines || this.#chance(2))
      return `[${this.#pad()}${written.join(`${this.#pad()}, `)}${this.#pad()}]`;
    const lines = written.map((one, at) => {
      const comma = at < written.length - 1 || this.#chance(2) ? ',' : '';
      return `${this.#above(path)}  ${one}${this.#pad()}${comma}${this.#behind(path)}\n`;
    });
    return `[${this.#behind(path)}\n${lines.join('')}${this.#above(path)}]`;
  }

  #string(text: string, overLines: boolean): string {
    const ways = [JSON.stringify(text), JSON.stringify(text).replace(/[a-z]/, escaped)];
    if (!/['\n]/.test(text)) ways.push(`'${text}'`);
    if (overLines && !text.includes('\\') && !text.includes('"'))
      ways.push(`"""${text}"""`, `"""\\\n    ${text}"""`);
    if (overLines && !text.includes("'")) ways.push(`'''\n${text}'''`);
    return this.random.pick(ways);
  }

  #keys(names: readonly string[]): string {
    const words = names.map((name) =>
      /^[\w-]+$/.test(name) && !this.#chance(3) ? name : this.#quoted(name),
    );
    return words.join(this.#chance(4) ? ' . ' : '.');
  }

  readonly #quoted = (name: string): string =>
    name.includes("'") || this.#chance(2) ? JSON.stringify(name) : `'${name}'`;

  #indent(): string {
    return this.random.pick(['', '', '', '  ', '\t']);
  }

  #pad(): string {
    return this.random.pick(['', ' ', ' ', '  ', ' \t']);
  }

  #chance(one: number): boolean {
    return this.random.below(one) === 0;
  }

  #behind(path: readonly string[]): string {
    return this.#chance(3) ? `${this.#pad()}${this.#comment(path)}` : this.random.pick(['', '', ' ', '\t']);
  }

  /** Between the lines of one section. */
  #above(path: readonly string[]): string {
    return this.random.pick(['', '', '', '\n', `${this.#indent()}${this.#comment(path)}\n`]);
  }

  /** Between sections. */
  #gap(): string {
    return this.random.pick(['', '\n', '\n\n', `\n${this.#comment([])}\n\n`]);
  }

  #comment(path: readonly string[]): string {
    const text = `# c${this.comments.size};`;
    this.comments.set(text, path);
    return `${text} [no] {a} = "table" ''' """, }`;
  }
}

const escaped = (letter: string): string => `\\u00${letter.charCodeAt(0).toString(16)}`;
