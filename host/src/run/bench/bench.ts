import { basename } from 'node:path';
import type { BenchParams, BenchResult, BenchRow } from '../../protocol.ts';
import { readComponent } from '../../inspect/component-file.ts';
import type { RunContext } from '../context.ts';
import { benchCall } from './bench-call.ts';
import { benchService } from './bench-service.ts';
import { chartOf } from './chart.ts';
import { markdownOf } from './table.ts';

/**
 * Measures what a component costs: a call of it, or requests to the service that it is.
 * @throws HostError as `run` and `serve`
 */
export async function bench(
  { invoke, name, ...params }: BenchParams,
  context: RunContext,
): Promise<BenchResult> {
  const { length } = await readComponent(params.component);
  const measured =
    invoke === undefined
      ? await benchService(params, context)
      : await benchCall({ ...params, invoke }, context);
  const size: BenchRow = { what: 'size of the component', unit: 'bytes', here: length };
  const rows = [size, ...measured];
  const title = [name ?? basename(params.component), invoke].filter(Boolean).join(', ');
  return { rows, markdown: markdownOf(rows), chart: chartOf(title, rows) };
}
