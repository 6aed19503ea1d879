/** Random types in the text of components, and random values of them in WAVE. */
import type { Random } from '../../server/src/syntax/testing/random.ts';

interface ValueType {
  readonly text: string;
  value(): string;
}

/** @returns a type, and the texts of the types that it names `$n0`, `$n1` and so on, which name those before them */
export function valueType(random: Random): { type: ValueType; named: readonly string[] } {
  const types = new Types(random);
  return { type: types.any(3), named: types.named };
}

const CHARACTERS = [...'aZ0 é߀߿ࠀ世🎉', '\u{80}', '\u{d7ff}', '\u{ffee}', '\u{10ffee}'];
const LATIN_1 = CHARACTERS.filter((one) => one < '\u{100}');
const FLOATS = ['nan', 'inf', '-inf', '-0', '0.5', '-1000', '16777216'];
/** The kinds of types without others in them come first. */
const [SIMPLE, ALL] = [9, 16];

class Types {
  readonly named: string[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  any(depth: number): ValueType {
    const { below, pick } = this.#random;
    const kind = below(depth === 0 ? SIMPLE : ALL);
    if (kind < 4) return this.#integer();
    switch (kind) {
      case 4:
        return { text: pick(['f32', 'f64']), value: () => pick(FLOATS) };
      case 5:
        return { text: 'bool', value: () => pick(['true', 'false']) };
      case 6:
        return { text: 'char', value: () => `'${pick(CHARACTERS)}'` };
      case 7:
        return { text: 'string', value: () => `"${this.#text()}"` };
      case 8:
        return below(2) === 0 ? this.#enum() : this.#flags();
      case 9:
      case 10:
        return this.#list(this.any(depth - 1));
      case 11:
        return this.#option(this.any(depth - 1));
      case 12:
        return this.#result(this.any(depth - 1), this.any(depth - 1));
      case 13:
        return this.#variant(depth - 1);
      case 14:
        return this.#record(depth - 1);
      default:
        return this.#tuple(depth - 1);
    }
  }

  #repeated<T>(count: number, make: (at: number) => T): T[] {
    return Array.from({ length: count }, (_, at) => make(at));
  }

  #name(text: string): string {
    return `$n${this.named.push(text) - 1}`;
  }

  #integer(): ValueType {
    const { below, pick } = this.#random;
    const bits = pick([8, 16, 32, 64]);
    const least = below(2) === 0 ? 0n : -(2n ** BigInt(bits - 1));
    const most = least + 2n ** BigInt(bits) - 1n;
    const small = (): string => String(below(100));
    return {
      text: `${least === 0n ? 'u' : 's'}${bits}`,
      value: () => pick([String(least), String(most), small()]),
    };
  }

  /** Some are of ASCII or Latin-1 alone, or begin so. */
  #text(): string {
    const { below, pick } = this.#random;
    const plain = pick([0, below(40), 40]);
    return this.#repeated(below(40), (at) => pick(at < plain ? LATIN_1 : CHARACTERS)).join('');
  }

  #enum(): ValueType {
    const cases = this.#repeated(1 + this.#random.below(300), (at) => `c${at}`);
    const text = this.#name(`(enum ${cases.map((one) => `"${one}"`).join(' ')})`);
    return { text, value: () => this.#random.pick(cases) };
  }

  #flags(): ValueType {
    const { below } = this.#random;
    const flags = this.#repeated(1 + below(32), (at) => `f${at}`);
    const text = this.#name(`(flags ${flags.map((one) => `"${one}"`).join(' ')})`);
    return { text, value: () => `{${flags.filter(() => below(2) === 0).join(', ')}}` };
  }

  #list({ text, value }: ValueType): ValueType {
    return {
      text: `(list ${text})`,
      value: () => `[${this.#repeated(this.#random.below(6), value).join(', ')}]`,
    };
  }

  #option({ text, value }: ValueType): ValueType {
    return {
      text: `(option ${text})`,
      value: () => (this.#random.below(3) === 0 ? 'none' : `some(${value()})`),
    };
  }

  #result(ok: ValueType, error: ValueType): ValueType {
    return {
      text: `(result ${ok.text} (error ${error.text}))`,
      value: () => (this.#random.below(2) === 0 ? `ok(${ok.value()})` : `err(${error.value()})`),
    };
  }

  #variant(depth: number): ValueType {
    const { below, pick } = this.#random;
    const payloads = this.#repeated(1 + below(5), () => (below(4) === 0 ? undefined : this.any(depth)));
    const cases = payloads.map((payload, at) => `(case "c${at}" ${payload?.text ?? ''})`);
    const value = (): string => {
      const at = pick([...payloads.keys()]);
      return payloads[at] ? `c${at}(${payloads[at].value()})` : `c${at}`;
    };
    return { text: this.#name(`(variant ${cases.join(' ')})`), value };
  }

  #record(depth: number): ValueType {
    const fields = this.#repeated(1 + this.#random.below(5), () => this.any(depth));
    const text = fields.map((field, at) => `(field "f${at}" ${field.text})`).join(' ');
    const value = (): string => `{${fields.map((field, at) => `f${at}: ${field.value()}`).join(', ')}}`;
    return { text: this.#name(`(record ${text})`), value };
  }

  #tuple(depth: number): ValueType {
    const parts = this.#repeated(2 + this.#random.below(4), () => this.any(depth));
    return {
      text: `(tuple ${parts.map((part) => part.text).join(' ')})`,
      value: () => `(${parts.map((part) => part.value()).join(', ')})`,
    };
  }
}
