/** `console` of guests in TypeScript, which writes to the streams of wasi:cli. */
import { shown } from './shown.ts';
import { TextEncoder } from './text.ts';

export interface Stream {
  blockingWriteAndFlush(bytes: Uint8Array): void;
}

const MOST_AT_ONCE = 4096;

function logTo(open: () => Stream) {
  return (...values: unknown[]): void => {
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
  if (value instanceof Error) return describe(value);
  return shown(value);
}

/** The stack names the message that the error had when it was created; it may say more by now. */
function describe({ name, message, stack = '' }: Error): string {
  if (stack.includes(message)) return stack || name;
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  return [`${name}: ${message}`, ...frames].join('\n');
}

/** @param stdout opens the stream for what is no warning */
export function consoleOn(stdout: () => Stream, stderr: () => Stream) {
  const [out, err] = [logTo(stdout), logTo(stderr)];
  return { log: out, info: out, debug: out, warn: err, error: err, trace: err };
}
