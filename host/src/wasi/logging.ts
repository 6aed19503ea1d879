import type { Stdio } from './cli.ts';
import { OutputStream } from './output-stream.ts';

/** Levels of wasi:logging, from the least severe. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'critical';

/** A record passed to `log`. */
export interface LogRecord {
  readonly level: LogLevel;
  readonly context: string;
  readonly message: string;
}

/** The most that one call may write and flush. */
const PIECE = 4096;

/**
 * wasi:logging 0.1.0-draft, and without a version as wasmCloud had it before: a record is a line of the guest's
 * standard error, `[warn] context: message`, and waits for room there as the guest's own writes do.
 * @param record gets each record as well
 */
export function logging(stdio: Stdio, record?: (one: LogRecord) => void) {
  const stderr = new OutputStream(stdio.stderr, stdio.way?.('stderr'));
  const implementation = {
    log(level: LogLevel, context: string, message: string): void {
      write(stderr, `[${level}] ${context === '' ? '' : `${context}: `}${message}\n`);
      record?.({ level, context, message });
    },
  };
  return { 'wasi:logging/logging': implementation };
}

/** Logging cannot fail: a record is lost if the stream is closed. */
function write(stream: OutputStream, text: string): void {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let at = 0; at < bytes.length; at += PIECE)
      void stream.blockingWriteAndFlush(bytes.subarray(at, at + PIECE));
  } catch {
    // Its reader left.
  }
}
