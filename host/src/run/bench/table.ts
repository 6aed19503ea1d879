import type { BenchRow, BenchUnit } from '../../protocol.ts';

/** With the unit in which it reads best. */
export function figureOf(value: number, unit: BenchUnit): string {
  switch (unit) {
    case 'bytes':
      return value < 2 ** 20 ? `${threeDigits(value / 2 ** 10)} KiB` : `${threeDigits(value / 2 ** 20)} MiB`;
    case 'per-second':
      return `${Math.round(value).toLocaleString('en')} per second`;
    case 'ms':
      return value < 1 ? duration(value * 1e6) : `${threeDigits(value)} ms`;
    case 'ns':
      return duration(value);
  }
}

function duration(ns: number): string {
  if (ns < 1e3) return `${threeDigits(ns)} ns`;
  return ns < 1e6 ? `${threeDigits(ns / 1e3)} µs` : `${threeDigits(ns / 1e6)} ms`;
}

/** A figure with three digits, since a measurement on a busy machine has no more precision. */
export const threeDigits = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

const cellsOf = ({ what, unit, here, wasmtime }: BenchRow, isCompared: boolean): string[] => [
  what,
  figureOf(here, unit),
  ...(isCompared ? compared(here, unit, wasmtime) : []),
];

const compared = (here: number, unit: BenchUnit, wasmtime: number | undefined): string[] =>
  wasmtime === undefined ? ['', ''] : [figureOf(wasmtime, unit), (here / wasmtime).toFixed(2)];

const headings = (isCompared: boolean): string[] => [
  'cost',
  'here',
  ...(isCompared ? ['wasmtime', 'here / wasmtime'] : []),
];

const isCompared = (rows: readonly BenchRow[]): boolean =>
  rows.some(({ wasmtime }) => wasmtime !== undefined);

export function markdownOf(rows: readonly BenchRow[]): string {
  const compares = isCompared(rows);
  const heading = headings(compares);
  const lines = [heading, heading.map((_, column) => (column === 0 ? '---' : '--:'))];
  const all = [...lines, ...rows.map((row) => cellsOf(row, compares))];
  return all.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** In columns, for a terminal. */
export function textOf(rows: readonly BenchRow[]): string {
  const compares = isCompared(rows);
  const all = [headings(compares), ...rows.map((row) => cellsOf(row, compares))];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((cells) => cells[column]!.length)));
  const lineOf = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[at]!))).join('  ');
  return all.map((cells) => `${lineOf(cells).trimEnd()}\n`).join('');
}
