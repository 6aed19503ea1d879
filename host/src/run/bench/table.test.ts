import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BenchRow } from '../../protocol.ts';
import { chartOf } from './chart.ts';
import { figureOf, markdownOf, textOf } from './table.ts';

const ROWS: readonly BenchRow[] = [
  { what: 'size', unit: 'bytes', here: 3 * 2 ** 19 },
  { what: 'a run', unit: 'ms', here: 30, wasmtime: 15 },
];

describe('a table of costs', () => {
  it('has figures in the unit in which they read best', () => {
    assert.equal(figureOf(0.0123, 'ms'), '12.3 µs');
    assert.equal(figureOf(0.000_5, 'ms'), '500 ns');
    assert.equal(figureOf(1234.5, 'ms'), '1,235 ms');
    assert.equal(figureOf(2_500_000, 'ns'), '2.50 ms');
    assert.equal(figureOf(512, 'bytes'), '0.500 KiB');
    assert.equal(figureOf(12_345.6, 'per-second'), '12,346 per second');
  });

  it('compares with wasmtime where that was measured', () => {
    assert.equal(
      markdownOf(ROWS),
      '| cost | here | wasmtime | here / wasmtime |\n| --- | --: | --: | --: |\n| size | 1.50 MiB |  |  |\n| a run | 30.0 ms | 15.0 ms | 2.00 |\n',
    );
    assert.equal(textOf(ROWS.slice(0, 1)), 'cost      here\nsize  1.50 MiB\n');
  });

  it('is a chart, too, in which all times have one scale', () => {
    const chart = chartOf('a & b', [...ROWS, { what: 'a call', unit: 'ns', here: 3e6 }]);
    const bars = chart.matchAll(/class="(?:here|wasmtime)" x="350" y="\d+" width="([\d.]+)"/g);
    const lengths = [...bars].map(([, width]) => Number(width));
    assert.deepEqual(lengths, [370, 370, 185, 37]);
    assert.ok(chart.includes('a &#38; b'));
  });
});
