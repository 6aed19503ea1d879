import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BenchRow } from '../../protocol.ts';
import { chartOf } from './chart.ts';

const call: BenchRow = { what: 'a warm call, median', unit: 'ns', here: 300_000 };
const wire = (what: string, here: number): BenchRow => ({ what, unit: 'ns', here, isWire: true });

/** Each text of a chart with its place. */
const texts = (chart: string) =>
  [...chart.matchAll(/<text(?: class="title")? x="([\d.]+)" y="([\d.]+)">([^<]*)/g)].map(
    ([, x, y, text]) => ({
      x: Number(x),
      y: Number(y),
      text: text!,
    }),
  );

describe('a chart of costs', () => {
  it('has a long label above its bars', () => {
    const what = 'handler → auth: a call of edge:service/auth.check, without its work (1 per call)';
    const [, label, figure] = texts(chartOf('t', [wire(what, 30)]));
    assert.equal(label!.text, what);
    assert.ok(label!.y < figure!.y, JSON.stringify([label, figure]));
  });

  it('shortens a long title, but not for a screen reader', () => {
    const title = `handle(${'x'.repeat(200)})`;
    const chart = chartOf(title, [call]);
    assert.ok(texts(chart)[0]!.text.endsWith('x…'));
    assert.ok(chart.includes(`aria-label="${title}"`));
  });

  it('compares wires with each other and not with the time of a run', () => {
    const chart = chartOf('t', [call, wire('one', 40), wire('two', 20)]);
    const widths = [...chart.matchAll(/<rect class="here" x="350"[^>]*? width="([\d.]+)"/g)].map(
      ([, width]) => Number(width),
    );
    assert.deepEqual(widths, [370, 370, 185]);
  });
});
