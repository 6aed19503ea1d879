import type { Answer, Inspect, ValuePath } from '../../guest/crossing/report.ts';
import type { ShownValue } from '../../guest/crossing/slots.ts';
import { RequestFailure } from './request-failure.ts';
import type { Container, Shown } from './shown.ts';

/** Asks the thread that the values are of. */
export type Ask = (inspect: Inspect) => Promise<Answer>;

/** The values of WIT at a path. */
export class WitValues implements Container {
  readonly #ask: Ask;
  readonly #at: ValuePath;

  constructor(ask: Ask, at: ValuePath) {
    this.#ask = ask;
    this.#at = at;
  }

  async values(start?: number, count?: number): Promise<readonly Shown[]> {
    const page = { ...(start !== undefined && { start }), ...(count ? { count } : {}) };
    const values = await valuesOf(this.#ask, { kind: 'values', ...this.#at, ...page });
    return values.map((value, at) => this.#shown(value, (start ?? 0) + at));
  }

  async set(name: string, text: string): Promise<Shown> {
    const at = (await this.values()).findIndex((one) => one.name === name);
    const path = [...this.#at.path, at];
    const [value] = await valuesOf(this.#ask, { kind: 'set', ...this.#at, path, text });
    return this.#shown(value!, at);
  }

  #shown(value: ShownValue, at: number): Shown {
    return { ...value, container: new WitValues(this.#ask, { ...this.#at, path: [...this.#at.path, at] }) };
  }
}

/** @throws Unanswerable with what the thread refuses */
export async function valuesOf(ask: Ask, inspect: Inspect): Promise<readonly ShownValue[]> {
  const answer = await ask(inspect);
  if ('refused' in answer) throw new RequestFailure(answer.refused);
  return answer.values;
}
