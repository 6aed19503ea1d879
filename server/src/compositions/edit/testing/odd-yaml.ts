/** Tables as YAML in many of its ways: blocks, braces, kinds of scalars, comments and blank lines anywhere. */
import type { Random } from '../../../syntax/testing/random.ts';
import { type Data, type DataTable, isTable, type OddText } from './odd-toml.ts';

export function oddYaml(data: DataTable, random: Random): OddText {
  const writer = new Writer(random);
  const start = random.below(5) === 0 ? '---\n' : '';
  const text = start + writer.gap() + writer.block([], data, '') + writer.gap();
  const newline = random.below(3) === 0 ? '\r\n' : '\n';
  return {
    text: (random.below(4) === 0 ? text.trimEnd() : text).replaceAll('\n', newline),
    comments: writer.comments,
  };
}

class Writer {
  readonly random: Random;
  readonly comments = new Map<string, readonly string[]>();

  constructor(random: Random) {
    this.random = random;
  }

  block(path: readonly string[], table: DataTable, indent: string): string {
    return Object.entries(table)
      .map(([name, value]) => this.#above(path, indent) + this.#entry([...path, name], value, indent))
      .join('');
  }

  #entry(path: readonly string[], value: Data, indent: string): string {
    const start = `${indent}${this.#key(path.at(-1)!)}${this.#chance(6) ? ' ' : ''}:`;
    if (Array.isArray(value)) return this.#list(start, path, value, indent);
    if (!isTable(value)) {
      const scalar = this.#scalar(value, indent, true);
      return `${start}${this.#pad()}${scalar}${/^[|>]/.test(scalar) ? '' : this.#behind(path)}\n`;
    }
    const isEmpty = Object.keys(value).length === 0;
    if (isEmpty && this.#chance(2)) return `${start}${this.#behind(path)}\n`;
    if (isEmpty || this.#chance(3))
      return `${start}${this.#pad()}${this.#braces(path, value, indent)}${this.#behind(path)}\n`;
    const inner = indent + this.random.pick(['  ', '  ', ' ', '    ']);
    return `${start}${this.#behind(path)}\n${this.block(path, value, inner)}`;
  }

  #list(start: string, path: readonly string[], items: readonly Data[], indent: string): string {
    const written = items.map((item) => this.#scalar(item, indent, false));
    if (written.length === 0 || this.#chance(2))
      return `${start} [${written.join(', ')}]${this.#behind(path)}\n`;
    const inner = indent + this.random.pick(['', '  ']);
    return `${start}${this.#behind(path)}\n${written.map((one) => `${this.#above(path, inner)}${inner}- ${one}${this.#behind(path)}\n`).join('')}`;
  }

  #braces(path: readonly string[], table: DataTable, indent: string): string {
    const entries = Object.entries(table);
    const pairs = entries.map(([name, one]) => {
      const value = isTable(one)
        ? this.#braces([...path, name], one, indent)
        : this.#scalar(one, indent, false);
      return `${this.#key(name)}: ${value}`;
    });
    const pad = this.random.pick(['', ' ']);
    if (!this.#chance(3)) return `{${pad}${pairs.join(`${pad}, `)}${pad}}`;
    const lines = pairs.map((pair, at) => {
      const own = [...path, entries[at]![0]];
      const comma = at < pairs.length - 1 || this.#chance(2) ? ',' : '';
      return `${this.#above(path, `${indent}  `)}${indent}  ${pair}${comma}${this.#behind(own)}\n`;
    });
    return `{${this.#behind(path)}\n${lines.join('')}${indent} }`;
  }

  #key(name: string): string {
    return isPlain(name) && !this.#chance(3) ? name : this.#quoted(name);
  }

  #scalar(value: Data, indent: string, isInBlock: boolean): string {
    if (typeof value !== 'string') return String(value);
    const ways = [this.#quoted(value)];
    if (isPlain(value)) ways.push(value);
    if (isInBlock && /^\S/.test(value) && !value.includes('\n'))
      ways.push(`|-\n${indent}  ${value}`, `>-\n${indent}  ${value}`);
    if (isInBlock && /^\w+ \w/.test(value)) ways.push(JSON.stringify(value).replace(' ', `\n${indent}  `));
    return this.random.pick(ways);
  }

  #quoted(text: string): string {
    return text.includes('\n') || this.#chance(2) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
  }

  #pad(): string {
    return this.random.pick([' ', ' ', '  ', ' \t']);
  }

  #chance(one: number): boolean {
    return this.random.below(one) === 0;
  }

  #behind(path: readonly string[]): string {
    return this.#chance(3) ? ` ${this.#comment(path)}` : this.random.pick(['', '', ' ']);
  }

  #above(path: readonly string[], indent: string): string {
    if (!this.#chance(4)) return this.random.pick(['', '', '\n']);
    return `${indent}${this.#comment(path)}\n`;
  }

  gap(): string {
    return this.#chance(2) ? `\n${this.#comment([])}\n\n` : '';
  }

  #comment(path: readonly string[]): string {
    const text = `# c${this.comments.size};`;
    this.comments.set(text, path);
    return `${text} [no] {a}: "table" ''' - b: c`;
  }
}

const isPlain = (text: string): boolean =>
  /^[a-zA-Z][\w./@:+-]*$/.test(text) && !/^(?:true|false|null)$/.test(text) && !text.endsWith(':');
