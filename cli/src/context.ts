import type { RunContext } from '../../host/src/run/context.ts';
import { storage } from './storage.ts';

const neverAborted = new AbortController().signal;

/** Guests have the standard streams of the command; Ctrl-C ends them with it. */
export function runContext(options: Pick<RunContext, 'stdin'> = {}): RunContext {
  return { signal: neverAborted, storage: storage(), ...options };
}
