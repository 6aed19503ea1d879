/** The switches of `-W`, with the names and meaning that they have in wasmtime. */
import { Usage } from '../usage.ts';

/** Features that are always enabled; a Node.js without one of them is reported before the guest starts. */
const ALWAYS_ENABLED = [
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
/** Limits that V8 does not have, with the option to use instead. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  fuel: 'V8 does not count instructions; use --timeout',
  'epoch-interruption': 'use --timeout, which interrupts a guest at any point',
  'max-memory-size': 'V8 does not limit a single memory; use --max-memory to limit the process',
};

const UNITS: Readonly<Record<string, number>> = { '': 1000, s: 1000, ms: 1, us: 0.001, ns: 0.000_001 };

/**
 * @returns the milliseconds of `-W timeout`, the last one
 * @throws Usage for an unsupported switch
 */
export function readWasmTimeout(values: readonly string[], usage: string): number | undefined {
  let timeout: number | undefined;
  for (const text of values.flatMap((value) => value.split(','))) {
    const [name = '', value = 'y'] = text.split('=');
    if (name === 'timeout') timeout = milliseconds(`-W ${text}`, value, usage);
    else if (!ALWAYS_ENABLED.includes(name) || !['y', 'yes', 'true'].includes(value))
      throw new Usage(`-W ${text}: ${REPLACEMENTS[name] ?? 'determined by Node.js, cannot be set'}`, usage);
  }
  return timeout;
}

/**
 * A duration in wasmtime's syntax: an integer with a unit, by default seconds.
 * @param text the option as written, for the message
 * @throws Usage for an invalid duration
 */
export function milliseconds(text: string, value: string, usage: string): number {
  const [, count = '', unit = ''] = /^(\d+)(|s|ms|us|ns)$/.exec(value) ?? [];
  const time = Number(count) * (UNITS[unit] ?? NaN);
  if (count !== '' && time > 0) return time;
  throw new Usage(`${text} must be a time, such as 2s or 500ms`, usage);
}
