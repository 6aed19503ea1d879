import { escaped } from '../../../../server/src/base/escaped.ts';
import type { BenchRow } from '../../protocol.ts';
import { figureOf } from './table.ts';

const [WIDTH, TOP, LABEL, FIGURE, BAR, GAP] = [860, 64, 350, 140, 13, 3];
const SPACE = WIDTH - LABEL - FIGURE;

/** Characters that fit beside the bars, and into the title. */
const [MOST_LABEL, MOST_TITLE] = [45, 88];
const LINE = 18;

/** Bars of all rows, an SVG document; all times have one scale, and so have all rates, all sizes and all wires. */
export function chartOf(title: string, rows: readonly BenchRow[]): string {
  const scales = new Map<string, number>();
  for (const row of rows) scales.set(scaleOf(row), Math.max(scales.get(scaleOf(row)) ?? 0, ...valuesOf(row)));
  const body: string[] = [];
  let y = TOP;
  for (const row of rows) {
    body.push(...barsOf(row, y, scales.get(scaleOf(row)) || 1));
    y += heightOf(row);
  }
  const size = `width="${WIDTH}" height="${y}"`;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" ${size} role="img" aria-label="${escaped(title)}">`,
    `<style>${STYLE}</style>`,
    `<rect class="page" ${size}/>`,
    `<text class="title" x="12" y="26">${escaped(shortened(title))}</text>`,
    ...(rows.some(isCompared) ? LEGEND : []),
    ...body,
    '</svg>\n',
  ];
  return parts.join('\n');
}

const STYLE =
  '.page { fill: #ffffff } text { font: 13px system-ui, sans-serif; fill: #1f2328 } .title { font-weight: 600; font-size: 15px } .here { fill: #0550ae } .wasmtime { fill: #8250df }' +
  ' @media (prefers-color-scheme: dark) { .page { fill: #1f1f1f } text { fill: #e6e6e6 } .here { fill: #79c0ff } .wasmtime { fill: #d2a8ff } }';

const LEGEND = [
  '<rect class="here" x="12" y="38" width="10" height="10"/><text x="28" y="48">here</text>',
  '<rect class="wasmtime" x="84" y="38" width="10" height="10"/><text x="100" y="48">wasmtime</text>',
];

const isCompared = ({ wasmtime }: BenchRow): boolean => wasmtime !== undefined;
const isLong = ({ what }: BenchRow): boolean => what.length > MOST_LABEL;
const heightOf = (row: BenchRow): number => (isCompared(row) ? 44 : 28) + (isLong(row) ? LINE : 0);

const shortened = (title: string): string =>
  title.length > MOST_TITLE ? `${title.slice(0, MOST_TITLE - 1)}…` : title;

/** Rows with the same have one scale. */
const scaleOf = ({ unit, isWire }: BenchRow): string => (isWire ? 'wire' : unit === 'ns' ? 'ms' : unit);

/** In the unit of its scale. */
const valuesOf = ({ unit, here, wasmtime }: BenchRow): number[] =>
  [here, ...(wasmtime === undefined ? [] : [wasmtime])].map((value) => (unit === 'ns' ? value / 1e6 : value));

function barsOf(row: BenchRow, start: number, most: number): string[] {
  const { what, unit, here, wasmtime } = row;
  // A long label is above its bars.
  const y = isLong(row) ? start + LINE : start;
  const middle = isLong(row) ? start + LINE : y + (isCompared(row) ? 22 : 17);
  const figures = [here, wasmtime].map((figure) => (figure === undefined ? '' : figureOf(figure, unit)));
  const bars = valuesOf(row).map((value, at) => {
    const length = Math.max(1, (value / most) * SPACE);
    const top = y + 6 + at * (BAR + GAP);
    const bar = `<rect class="${at === 0 ? 'here' : 'wasmtime'}" x="${LABEL}" y="${top}" width="${length.toFixed(1)}" height="${BAR}"/>`;
    const end = (LABEL + length + 8).toFixed(1);
    return `${bar}<text x="${end}" y="${top + 11}">${escaped(figures[at]!)}</text>`;
  });
  return [`<text x="12" y="${middle}">${escaped(what)}</text>`, ...bars];
}
