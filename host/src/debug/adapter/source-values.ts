import type { Located } from '../source/values/located.ts';
import type { Values } from '../source/values/values.ts';
import { RequestFailure } from './request-failure.ts';
import type { Container, Shown } from './shown.ts';

/** Values of a guest's sources: variables, or members of a value. */
export class SourceValues implements Container {
  readonly #values: Values;
  readonly #read: (start?: number, count?: number) => Promise<readonly Located[]>;

  constructor(values: Values, read: (start?: number, count?: number) => Promise<readonly Located[]>) {
    this.#values = values;
    this.#read = read;
  }

  async values(start?: number, count?: number): Promise<readonly Shown[]> {
    const found = await this.#read(start, count || undefined);
    return Promise.all(found.map((one) => shownSource(one, this.#values)));
  }

  async set(name: string, text: string): Promise<Shown> {
    const found = (await this.#read()).find((one) => one.name === name);
    if (!found) throw new RequestFailure(`${name} no longer exists`);
    try {
      await this.#values.set(found, text);
    } catch (error) {
      throw new RequestFailure((error as Error).message);
    }
    return shownSource(found, this.#values);
  }
}

/** A value of a source as the adapter shows it, read from the memory of its instance. */
export async function shownSource(value: Located, values: Values): Promise<Shown> {
  const [text, { count, isList }] = await Promise.all([
    values.textWithNote(value),
    values.countInside(value),
  ]);
  const { where } = value;
  return {
    name: value.name,
    text,
    type: values.typeName(value),
    inside: count,
    isList,
    canSet: values.canSet(value),
    ...(where && 'address' in where && { address: where.address }),
    container: new SourceValues(values, (start, most) => values.inside(value, start, most)),
  };
}
