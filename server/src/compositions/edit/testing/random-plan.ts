/** Plans as people write them: comments, blank lines, indentation, quotes and layout at random. */
import type { Random } from '../../../syntax/testing/random.ts';

export interface RandomPlan {
  readonly file: string;
  readonly text: string;
  /** Its instances, each wired to some before it. Nothing is wired to the last one. */
  readonly names: readonly string[];
  /** Comments that belong to no instance. */
  readonly comments: readonly string[];
}

export type Form = 'instances' | 'component' | 'config' | 'document';

const NAMES = ['auth', 'router', 'log-out', 'store', 'app'];

export function randomPlan(form: Form, random: Random): RandomPlan {
  const names = NAMES.slice(0, 2 + random.below(4));
  const writer = new Writer(random, form === 'document' ? '//' : '#');
  if (form === 'document') writeDocument(writer, names);
  else if (form === 'config') writeConfig(writer, names);
  else writeToml(writer, names, form);
  return { file: FILES[form], text: writer.text(), names, comments: writer.comments };
}

const FILES: Readonly<Record<Form, string>> = {
  instances: '/composition.toml',
  component: '/composition.toml',
  config: '/wasm-compose.yml',
  document: '/service.wac',
};

class Writer {
  readonly random: Random;
  /** Of those between the parts. */
  readonly comments: string[] = [];
  readonly #sign: string;
  readonly #lines: string[] = [];
  #count = 0;

  constructor(random: Random, sign: string) {
    this.random = random;
    this.#sign = sign;
  }

  chance(one: number): boolean {
    return this.random.below(one) === 0;
  }

  /** A line, perhaps with a comment behind it. */
  line(text: string): void {
    this.#lines.push(this.chance(4) ? `${text} ${this.#comment()}` : text);
  }

  /** Between two parts: blank lines, and perhaps a comment between two of them. */
  gap(): void {
    if (this.chance(3)) this.#lines.push('');
    if (!this.chance(3)) return;
    const comment = this.#comment();
    this.comments.push(comment);
    this.#lines.push('', comment, '');
  }

  string(text: string): string {
    return this.chance(3) ? `'${text}'` : `"${text}"`;
  }

  key(name: string): string {
    return this.chance(4) ? this.string(name) : name;
  }

  text(): string {
    const newline = this.chance(4) ? '\r\n' : '\n';
    return this.#lines.join(newline) + (this.chance(4) ? '' : newline);
  }

  #comment(): string {
    return `${this.#sign} c${this.#count++}: [not] {a} = "table"`;
  }
}

const importOf = (name: string): string => `t:${name}/api@0.1.0`;

/** Instances before one, which it imports from; of those the last is never one. */
const before = ({ random }: Writer, names: readonly string[], at: number): readonly string[] =>
  names.slice(0, at).filter(() => random.below(2) === 0);

function writeToml(writer: Writer, names: readonly string[], form: 'instances' | 'component'): void {
  writer.gap();
  const isListed = form === 'instances' && writer.chance(2);
  if (isListed) writer.line('[instances]');
  const sections = names.filter((name, at) => {
    if (!isListed || writer.chance(3)) return true;
    const given = before(writer, names, at).map(
      (one) => `${writer.string(importOf(one))} = ${writer.string(one)}`,
    );
    const path = writer.string(`${name}.wasm`);
    const table = `{ component = ${path}, imports = { ${given.join(', ')} } }`;
    writer.line(`${writer.chance(4) ? '  ' : ''}${writer.key(name)} = ${given.length > 0 ? table : path}`);
    return false;
  });
  for (const name of sections) tomlSection(writer, names, name, form);
  writer.gap();
  if (!writer.chance(3)) return;
  writer.line('[exports]');
  writer.line(`${writer.string(importOf(names[0]!))} = ${writer.string(names[0]!)}`);
}

function tomlSection(
  writer: Writer,
  names: readonly string[],
  name: string,
  form: 'instances' | 'component',
): void {
  writer.gap();
  const table = `${form}.${writer.key(name)}`;
  writer.line(`[${table}]`);
  writer.line(`${form === 'instances' ? 'component' : 'path'} = ${writer.string(`${name}.wasm`)}`);
  const given = before(writer, names, names.indexOf(name));
  if (given.length === 0) return;
  const way = writer.random.below(3);
  if (way === 0) writer.line(`[${table}.imports]`);
  const [provider, wired] = [
    form === 'instances' ? 'instance' : 'component',
    (one: string) => writer.string(importOf(one)),
  ];
  const value = (one: string): string =>
    writer.chance(2)
      ? writer.string(one)
      : `{ ${provider} = ${writer.string(one)}, export = ${writer.string('api')} }`;
  if (way === 1)
    return writer.line(`imports = { ${given.map((one) => `${wired(one)} = ${value(one)}`).join(', ')} }`);
  for (const one of given) writer.line(`${way === 0 ? '' : 'imports.'}${wired(one)} = ${value(one)}`);
}

function writeConfig(writer: Writer, names: readonly string[]): void {
  const indent = ' '.repeat(2 * (1 + writer.random.below(2)));
  writer.gap();
  writer.line('dependencies:');
  for (const name of names) {
    if (writer.chance(4)) writer.gap();
    writer.line(
      `${indent}${writer.key(name)}: ${writer.chance(2) ? `${name}.wasm` : writer.string(`${name}.wasm`)}`,
    );
  }
  writer.gap();
  writer.line('instantiations:');
  for (const [at, name] of names.entries()) {
    const given = before(writer, names, at);
    const value = (one: string): string =>
      writer.chance(2) ? one : `{ instance: ${one}, export: ${writer.string('api')} }`;
    writer.line(`${indent}${writer.key(name)}:`);
    if (given.length === 0 || writer.chance(3)) {
      const flow = given.map((one) => `${writer.string(importOf(one))}: ${value(one)}`).join(', ');
      writer.line(`${indent.repeat(2)}arguments: {${flow}}`);
      continue;
    }
    writer.line(`${indent.repeat(2)}arguments:`);
    for (const one of given) writer.line(`${indent.repeat(3)}${importOf(one)}: ${value(one)}`);
  }
}

function writeDocument(writer: Writer, names: readonly string[]): void {
  writer.gap();
  writer.line('package t:whole;');
  for (const [at, name] of names.entries()) {
    writer.gap();
    const given = before(writer, names, at).map((one) => `"${importOf(one)}": ${one}["${importOf(one)}"]`);
    if (given.length === 0) writer.line(`let ${name} = new t:${name} { ... };`);
    else if (writer.chance(2)) writer.line(`let ${name} = new t:${name} { ${given.join(', ')}, ... };`);
    else {
      writer.line(`let ${name} = new t:${name} {`);
      for (const one of given) writer.line(`  ${one},`);
      writer.line('  ...');
      writer.line('};');
    }
  }
  writer.gap();
  writer.line(`export ${names[0]!}...;`);
}
