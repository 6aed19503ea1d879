/**
 * `console` for a guest in QuickJS, which has none. The builder gives it the streams of wasi:cli that
 * the world imports; where the world imports none, what is logged goes nowhere.
 */
import { stderr, stdout } from 'wit-studio:stdio';
import { TextEncoder } from './text.ts';

export interface Stream {
  blockingWriteAndFlush(bytes: Uint8Array): void;
}

const MOST_AT_ONCE = 4096;

function logTo(open: (() => Stream) | undefined) {
  return (...values: unknown[]): void => {
    if (!open) return;
    const stream = open();
    const bytes = new TextEncoder().encode(`${values.map(format).join(' ')}\n`);
    for (let at = 0; at < bytes.length; at += MOST_AT_ONCE) {
      stream.blockingWriteAndFlush(bytes.subarray(at, at + MOST_AT_ONCE));
    }
    (stream as Partial<Disposable>)[Symbol.dispose]?.();
  };
}

function format(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

const out = logTo(stdout ?? stderr);
const err = logTo(stderr ?? stdout);

export const console = { log: out, info: out, debug: out, warn: err, error: err, trace: err };
