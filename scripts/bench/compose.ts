import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from '../../host/src/build/build.ts';
import { compose } from '../../host/src/compose/compose.ts';
import { folderWith } from '../../host/src/compose/testing/folder.ts';
import { unitWat } from '../../host/src/compose/testing/units.ts';
import { benchJavaScript } from './javascript.ts';
import { type Figures, figures, heading, processorTime, row, time } from './measure.ts';
import { setSection, tableText } from './page.ts';

const ROUNDS = 10;
const signal = new AbortController().signal;

const NOTE = `Made by \`npm run bench -- compose docs/benchmarks.md\` in one run, with \`WAC\` naming the command wac. What is built already is composed; then a line of the sample's handler is saved while it is served, by the requests that VS Code sends, until a request is answered by it, beside a build of the same handler by \`jco componentize --backend qjs\` (1.35) and \`wac plug\`, which answer no request; once more with its componentizer loaded in a process (componentize-qjs 0.4.5), so that only \`wac\` starts.`;

/**
 * Composing, and a saved line of a served composition beside the tools that others use.
 * @param page what gets the table
 */
export async function benchComposing(folder: string, page?: string): Promise<void> {
  const { sample, chain } = await benchCompose(folder);
  const { saved, loaded, command } = await benchJavaScript(folder);
  if (page === undefined) return;
  const line = (what: string, { p50, p95 }: Figures, most = '') => [what, ms(p50), ms(p95), most];
  const table = tableText(
    ['', 'median', '95th percentile', 'aim'],
    [
      line('the sample, composed again', sample, 'at most 50 ms'),
      line('200 components in a row', chain, 'at most 1,000 ms'),
      line('a saved line, to the answer', saved, 'at most 300 ms'),
      line('`jco componentize` and `wac plug`', command.second),
      ['saved line / these tools, in turn', command.ratio.toFixed(3), '', 'at most 0.1'],
      line('componentizer loaded, and `wac plug`', loaded.second),
      ['saved line / these, in turn', loaded.ratio.toFixed(3), '', ''],
    ],
  );
  await setSection(page, 'Composing', `${NOTE}\n\n${table}`);
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;

/**
 * Composing existing builds: the sample, and 200 components in a row. The first run of each is cold, and is not
 * counted.
 */
async function benchCompose(folder: string): Promise<Record<'sample' | 'chain', Figures>> {
  const sample = resolve(folder);
  heading('composing, warm');
  const { component } = await build(join(sample, 'handler'), { signal, progress: () => {}, log: () => {} });
  const out = join(mkdtempSync(join(tmpdir(), 'wit-studio-bench-')), 'composed.wasm');
  try {
    const plan = join(sample, 'composition.toml');
    const ofSample = await rounds('the sample', 50, () =>
      compose({ plan, out }, { build: () => Promise.resolve(component), signal }),
    );
    await using row = await folderWith(chainOf(200));
    const composing = () => row.compose({ plan: 'composition.toml' });
    return { sample: ofSample, chain: await rounds('200 components in a row', 1_000, composing) };
  } finally {
    rmSync(join(out, '..'), { recursive: true });
  }
}

function chainOf(length: number): Record<string, string> {
  const names = Array.from({ length }, (_, at) => (at === length - 1 ? 'run' : `t:chain/n${at}@1.0.0`));
  const units = names.map((name, at) => ({
    imports: at === 0 ? [] : [names[at - 1]!],
    export: name,
    add: at,
  }));
  return {
    ...Object.fromEntries(units.map((unit, at) => [`n${at}.wasm`, unitWat(unit)])),
    'composition.toml': `[instances]\n${units.map((_, at) => `n${at} = "n${at}.wasm"\n`).join('')}`,
  };
}

async function rounds(what: string, most: number, work: () => Promise<unknown>): Promise<Figures> {
  await work();
  const samples: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    processor.push(await processorTime(async () => samples.push(await time(work))));
  row(`${what} (at most ${most})`, figures(samples));
  row("  of the processor's time", figures(processor));
  return figures(samples);
}
