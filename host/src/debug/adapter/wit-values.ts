import type { InspectReply, Inspect, ValuePath } from '../../guest/crossing/report.ts';
import type { ShownValue } from '../../guest/crossing/slots.ts';
import { RequestFailure } from './request-failure.ts';
import type { Container, Shown } from './shown.ts';

/** Requests values from their thread. */
export type InspectFrame = (inspect: Inspect) => Promise<InspectReply>;

/** The values of WIT at a path. */
export class WitValues implements Container {
  readonly #inspect: InspectFrame;
  readonly #at: ValuePath;

  constructor(inspectFrame: InspectFrame, at: ValuePath) {
    this.#inspect = inspectFrame;
    this.#at = at;
  }

  async values(start?: number, count?: number): Promise<readonly Shown[]> {
    const page = { ...(start !== undefined && { start }), ...(count ? { count } : {}) };
    const values = await valuesOf(this.#inspect, { kind: 'values', ...this.#at, ...page });
    return values.map((value, at) => this.#shown(value, (start ?? 0) + at));
  }

  async set(name: string, text: string): Promise<Shown> {
    const at = (await this.values()).findIndex((one) => one.name === name);
    const path = [...this.#at.path, at];
    const [value] = await valuesOf(this.#inspect, { kind: 'set', ...this.#at, path, text });
    return this.#shown(value!, at);
  }

  #shown(value: ShownValue, at: number): Shown {
    return {
      ...value,
      container: new WitValues(this.#inspect, { ...this.#at, path: [...this.#at.path, at] }),
    };
  }
}

/** @throws RequestFailure with the reason for which the thread refuses */
export async function valuesOf(inspectFrame: InspectFrame, inspect: Inspect): Promise<readonly ShownValue[]> {
  const reply = await inspectFrame(inspect);
  if ('refused' in reply) throw new RequestFailure(reply.refused);
  return reply.values;
}
