/** What stands behind `-W`, with wasmtime's names and meaning. */
import { Usage } from './usage.ts';

/** What is there where a component uses it; a Node.js that lacks some of it is named before the guest starts. */
const ALWAYS_THERE = [
  'component-model',
  'bulk-memory',
  'multi-value',
  'reference-types',
  'simd',
  'extended-const',
  'multi-memory',
  'tail-call',
  'component-model-async',
  'component-model-more-async-builtins',
  'component-model-async-stackful',
  'component-model-error-context',
  'component-model-fixed-length-lists',
  'component-model-map',
];
/** Limits that V8 does not have, and what limits a guest instead. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  fuel: 'V8 does not count instructions; --timeout ends a guest by time',
  'epoch-interruption': '--timeout ends a guest wherever it is',
  'max-memory-size': 'V8 limits no single memory; --max-memory ends a guest whose process takes too much',
};

const UNITS: Readonly<Record<string, number>> = { '': 1000, s: 1000, ms: 1, us: 0.001, ns: 0.000_001 };

/**
 * @returns the milliseconds of `-W timeout`, the last one
 * @throws Usage for a switch that means nothing here
 */
export function readWasmTimeout(values: readonly string[], usage: string): number | undefined {
  let timeout: number | undefined;
  for (const text of values.flatMap((value) => value.split(','))) {
    const [name = '', value = 'y'] = text.split('=');
    if (name === 'timeout') timeout = milliseconds(`-W ${text}`, value, usage);
    else if (!ALWAYS_THERE.includes(name) || !['y', 'yes', 'true'].includes(value))
      throw new Usage(`-W ${text}: ${ELSEWHERE[name] ?? 'Node.js decides it, and not this command'}`, usage);
  }
  return timeout;
}

/**
 * A time as wasmtime reads it: a whole number with a unit, of seconds without one.
 * @param text what was written, for the message
 * @throws Usage when it is none
 */
export function milliseconds(text: string, value: string, usage: string): number {
  const [, count = '', unit = ''] = /^(\d+)(|s|ms|us|ns)$/.exec(value) ?? [];
  const time = Number(count) * (UNITS[unit] ?? NaN);
  if (count !== '' && time > 0) return time;
  throw new Usage(`${text}: write a time, as in 2s or 500ms`, usage);
}
