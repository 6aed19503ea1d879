import { isAbsolute, join } from 'node:path';
import type { Caller } from './caller.ts';

/** Where components that were translated or composed to be run stay between runs, by the custom of the XDG base directories. */
export function storage({ XDG_CACHE_HOME: named = '', HOME }: Caller['env'] = process.env): string {
  // Empty and relative paths count as unset.
  return join(
    isAbsolute(named) ? named : join(HOME ?? process.getBuiltinModule('node:os').homedir(), '.cache'),
    'wit-studio',
  );
}
