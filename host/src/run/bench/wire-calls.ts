import { grouped } from '../../../../server/src/base/grouped.ts';
import type { ObserverHost, Reply, Report } from '../../guest/crossing/report.ts';
import type { ObservedPart, ObservedParts } from '../../guest/crossing/observed.ts';
import { nameOf } from '../../inspect/world-functions.ts';
import type { CallRecord } from '../../protocol/trace.ts';

/** The calls of one function that one instance makes of another. */
export interface WireCalls {
  readonly caller: string;
  readonly callee: string;
  /** `edge:service/auth.check`, without a version. */
  readonly function: string;
  readonly count: number;
  /** Index of the part that calls. */
  readonly part: number;
  /** The import of that part, as it names it. */
  readonly import: string;
  /** The first call, in WAVE: `check(some("ada"))`. */
  readonly call: string;
  /** Its function and its result, where it has one. */
  readonly answer?: readonly [name: string, value: string];
}

/** Calls beyond so many are not counted. */
const MOST_CALLS = 10_000;

/** Collects the calls between the instances of a component. */
export class CallCollector implements ObserverHost {
  readonly parts: ObservedParts;
  readonly #calls: CallRecord[] = [];

  constructor(parts: ObservedParts) {
    this.parts = parts;
  }

  report(report: Report): Reply {
    if (report.kind === 'calls') this.#calls.push(...report.calls.slice(0, MOST_CALLS - this.#calls.length));
    return { kind: this.#calls.length < MOST_CALLS ? 'go' : 'enough' };
  }

  /** By wire and function, in the order of their first calls. Those of resources are left out, and long values. */
  get wires(): WireCalls[] {
    const groups = grouped(this.#calls, (call) => [call.caller, call.callee, call.function].join('\0'));
    return [...groups.values()].flatMap((calls) => wireOf(calls, this.parts.parts) ?? []);
  }
}

function wireOf(calls: readonly CallRecord[], parts: readonly ObservedPart[]): WireCalls | undefined {
  const { caller, callee, function: name, arguments: given, result, failed } = calls[0]!;
  const part = parts.findIndex((one) => one.name === caller);
  const imported = parts[part]?.functions.imports.find((one) => nameOf(one) === name);
  if (!imported || !parts.some((one) => one.name === callee)) return undefined;
  const values = given.map(([, value]) => value);
  const isWhole = [...values, result ?? ''].every((value) => !value.endsWith('…'));
  if (imported.resource !== undefined || failed === 'trap' || !isWhole) return undefined;
  return {
    caller,
    callee,
    function: name,
    count: calls.length,
    part,
    import: imported.interface ?? imported.name,
    call: `${imported.name}(${values.join(', ')})`,
    ...(result !== undefined && { answer: [imported.name, result] as const }),
  };
}
