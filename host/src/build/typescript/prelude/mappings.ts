/** A place of a script and of the source that it was made from: all count from 0. */
export type Segment = readonly [column: number, source: number, line: number, sourceColumn: number];

/**
 * The places in the `mappings` of a source map, by lines of the script. Those that lead to no source are left out.
 * The format is ECMA-426.
 */
export const readMappings = (mappings: string): Segment[][] =>
  mappings.split(';').reduce<Decoder>(decodeLine, { lines: [], last: [0, 0, 0] }).lines;

/** The last place at or before a column, or else the first of its line. */
export const segmentAt = (lines: readonly Segment[][], line: number, column: number): Segment | undefined =>
  lines[line]?.findLast((segment) => segment[0] <= column) ?? lines[line]?.[0];

interface Decoder {
  readonly lines: Segment[][];
  /** Source, line and column: each is written as its distance from the last one. */
  readonly last: [number, number, number];
}

function decodeLine(decoder: Decoder, text: string): Decoder {
  const { lines, last } = decoder;
  let column = 0;
  const segments: Segment[] = [];
  for (const part of text ? text.split(',') : []) {
    const [columns = 0, ...rest] = numbers(part);
    column += columns;
    if (rest.length < 3) continue;
    for (const index of [0, 1, 2] as const) last[index] += rest[index] ?? 0;
    segments.push([column, ...last]);
  }
  lines.push(segments);
  return decoder;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base 64 VLQ: five bits a digit, the sign in the lowest bit of a number. */
function numbers(text: string): number[] {
  const found: number[] = [];
  let value = 0;
  let shift = 0;
  for (const char of text) {
    const digit = DIGITS.indexOf(char);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    found.push(value & 1 ? -(value >>> 1) : value >>> 1);
    value = shift = 0;
  }
  return found;
}
