import type { BenchRow } from '../../protocol.ts';
import { figureOf } from './table.ts';

const [WIDTH, LABEL, FIGURE, ROW, BAR] = [860, 320, 150, 44, 13];
const SPACE = WIDTH - LABEL - FIGURE;

/**
 * Bars, an SVG document: each row has its own scale, the longer bar of the two is as long as there is space. A row
 * without wasmtime has only its figure.
 */
export function chartOf(title: string, rows: readonly BenchRow[]): string {
  const top = 64;
  const height = top + rows.length * ROW;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<style>${STYLE}</style>`,
    `<rect class="page" width="${WIDTH}" height="${height}"/>`,
    `<text class="title" x="12" y="26">${escaped(title)}</text>`,
    ...legend(rows),
    ...rows.flatMap((row, at) => barsOf(row, top + at * ROW)),
    '</svg>\n',
  ];
  return parts.join('\n');
}

const STYLE =
  '.page { fill: #ffffff } text { font: 13px system-ui, sans-serif; fill: #1f2328 } .title { font-weight: 600; font-size: 15px } .here { fill: #0550ae } .wasmtime { fill: #8250df }' +
  ' @media (prefers-color-scheme: dark) { .page { fill: #1f1f1f } text { fill: #e6e6e6 } .here { fill: #79c0ff } .wasmtime { fill: #d2a8ff } }';

function legend(rows: readonly BenchRow[]): string[] {
  if (!rows.some(({ wasmtime }) => wasmtime !== undefined)) return [];
  return [
    `<rect class="here" x="12" y="38" width="10" height="10"/><text x="28" y="48">here</text>`,
    `<rect class="wasmtime" x="84" y="38" width="10" height="10"/><text x="100" y="48">wasmtime</text>`,
  ];
}

function barsOf({ what, unit, here, wasmtime }: BenchRow, y: number): string[] {
  const label = `<text x="12" y="${y + 22}">${escaped(what)}</text>`;
  if (wasmtime === undefined)
    return [label, `<text x="${LABEL}" y="${y + 22}">${escaped(figureOf(here, unit))}</text>`];
  const most = Math.max(here, wasmtime) || 1;
  const bar = (name: 'here' | 'wasmtime', value: number, at: number): string => {
    const length = Math.max(1, (value / most) * SPACE).toFixed(1);
    const end = LABEL + Number(length) + 8;
    return `<rect class="${name}" x="${LABEL}" y="${at}" width="${length}" height="${BAR}"/><text x="${end}" y="${at + 11}">${escaped(figureOf(value, unit))}</text>`;
  };
  return [label, bar('here', here, y + 6), bar('wasmtime', wasmtime, y + 6 + BAR + 3)];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (char) => ENTITIES[char]!);
