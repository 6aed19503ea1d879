import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from '../../host/src/build/build.ts';
import { compose } from '../../host/src/compose/compose.ts';
import { folderWith } from '../../host/src/compose/testing/folder.ts';
import { unitWat } from '../../host/src/compose/testing/units.ts';
import { figures, heading, processorTime, row, time } from './measure.ts';

const ROUNDS = 10;
const signal = new AbortController().signal;

/** Composing what is built: the sample, and 200 components in a row. The first of each is cold, and is not counted. */
export async function benchCompose(folder: string): Promise<void> {
  const sample = resolve(folder);
  heading('composing, warm');
  const { component } = await build(join(sample, 'handler'), { signal, progress: () => {}, log: () => {} });
  const out = join(mkdtempSync(join(tmpdir(), 'wit-studio-bench-')), 'composed.wasm');
  try {
    const plan = join(sample, 'composition.toml');
    await rounds('the sample', 50, () =>
      compose({ plan, out }, { build: () => Promise.resolve(component), signal }),
    );
  } finally {
    rmSync(join(out, '..'), { recursive: true });
  }
  await using chain = await folderWith(chainOf(200));
  await rounds('200 components in a row', 1_000, () => chain.compose({ plan: 'composition.toml' }));
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

async function rounds(what: string, most: number, work: () => Promise<unknown>): Promise<void> {
  await work();
  const samples: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    processor.push(await processorTime(async () => samples.push(await time(work))));
  row(`${what} (at most ${most})`, figures(samples));
  row("  of the processor's time", figures(processor));
}
