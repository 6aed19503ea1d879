import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Caller } from './caller.ts';
import type { RunContext } from '../../host/src/run/run.ts';

const neverAborted = new AbortController().signal;

/** Guests have the standard streams of the command; Ctrl-C ends them with it. */
export function runContext(options: Pick<RunContext, 'stdin'> = {}): RunContext {
  return { signal: neverAborted, storage: storage(), ...options };
}

/** Where components that were translated or composed to be run stay between runs, by the custom of the XDG base directories. */
export function storage({ XDG_CACHE_HOME: named = '', HOME }: Caller['env'] = process.env): string {
  // Empty and relative paths count as unset.
  return join(isAbsolute(named) ? named : join(HOME ?? homedir(), '.cache'), 'wit-studio');
}
