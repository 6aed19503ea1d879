import type { KeyvaluePlace, KeyvalueStore } from './grants.ts';

/**
 * A store of wasi:keyvalue as flags and settings name it.
 * @param name what guests open it by; the one named `default` is also the one without a name
 * @param place a folder, the URL of a Redis or Valkey server, or the word `memory`
 * @param resolve makes the path of a folder absolute
 */
export const keyvalueStore = (
  name: string,
  place: string,
  resolve: (folder: string) => string,
): KeyvalueStore => ({
  identifiers: name === 'default' ? ['default', ''] : [name],
  place: placeOf(place, resolve),
});

function placeOf(text: string, resolve: (folder: string) => string): KeyvaluePlace {
  if (text === 'memory') return { kind: 'memory' };
  return /^rediss?:/.test(text) ? { kind: 'redis', url: text } : { kind: 'folder', folder: resolve(text) };
}
