/** The comment that holds the place of the map: the first line of the script, so that it moves no other line. */
export const PLACE_OF_MAP = '/* The places of the sources. */';

/**
 * Puts the source map of a script into its first line, where prelude/stack.ts finds it. A component takes it
 * along wherever it is composed or run.
 */
export function withMap(script: string, map: string): string {
  const { sources, mappings } = JSON.parse(map) as { sources: readonly string[]; mappings: string };
  const names = sources.map((source) => (isOwn(source) ? source : null));
  const line = `globalThis.$sources = ${JSON.stringify({ sources: names, mappings })};`;
  return script.startsWith(PLACE_OF_MAP) ? line + script.slice(PLACE_OF_MAP.length) : script;
}

/** Not of the prelude: its frames are nobody's concern. */
const isOwn = (source: string): boolean =>
  !source.includes('build/prelude/') && !source.startsWith('wit-studio:');
