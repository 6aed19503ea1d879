/** A comment that reserves the script's first line, so that a later insertion moves no other line. */
export const FIRST_LINE = '/* The places of the sources. */';

export const withFirstLine = (script: string, line: string): string =>
  script.startsWith(FIRST_LINE) ? line + script.slice(FIRST_LINE.length) : script;

/**
 * The source map of a script as a statement, which prelude/stack.ts reads. A component takes it along
 * wherever it is composed or run.
 */
export function mapLine(map: string): string {
  const { sources, mappings } = JSON.parse(map) as { sources: readonly string[]; mappings: string };
  return `globalThis.$sources = ${JSON.stringify({ sources, mappings })};`;
}
