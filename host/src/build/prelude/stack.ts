/**
 * The stack of an error in a guest names lines of the bundle; here they become those of the sources, by the
 * map in the bundle's first line (stack-map.ts). It is read when the first error asks for it.
 */
import { sayImportedErr } from './imported-err.ts';

interface Sources {
  /** Null: not the guest's own. */
  readonly sources: readonly (string | null)[];
  readonly mappings: string;
}

interface CallSite {
  getFunctionName(): string | null;
  getFileName(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
}

/** Column of the bundle, source, line and column there, all from 0. */
type Segment = readonly [column: number, source: number, line: number, sourceColumn: number];

const { sources, mappings } = (globalThis as unknown as { $sources: Sources }).$sources;
let decoded: Segment[][] | undefined;

(Error as unknown as { prepareStackTrace: unknown }).prepareStackTrace = (
  error: unknown,
  sites: readonly CallSite[],
): string => {
  sayImportedErr(error as Error);
  const { name, message } = error as Error;
  const head = message ? `${name}: ${message}` : name;
  return [head, ...sites.map(frame).filter((line) => line !== undefined)].join('\n');
};

function frame(site: CallSite): string | undefined {
  const line = site.getLineNumber();
  if (line === null || line < 1) return undefined;
  const segment = segmentAt(line - 1, (site.getColumnNumber() ?? 1) - 1);
  const source = segment && sources[segment[1]];
  if (!segment || !source) return undefined;
  const name = site.getFunctionName();
  const place = `${source}:${segment[2] + 1}:${segment[3] + 1}`;
  return `    at ${name ? `${name} (${place})` : place}`;
}

function segmentAt(line: number, column: number): Segment | undefined {
  decoded ??= mappings.split(';').reduce<Decoder>(decodeLine, { lines: [], last: [0, 0, 0] }).lines;
  return decoded[line]?.findLast((segment) => segment[0] <= column) ?? decoded[line]?.[0];
}

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
