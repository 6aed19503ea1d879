import { parseArgs } from 'node:util';
import { fuzzComponents } from './component.ts';
import { fuzzCompositions } from './composition.ts';
import { fuzzDocuments } from './document.ts';
import { fuzzGraphs } from './graph.ts';
import { fuzzPrograms } from './program.ts';

const USAGE =
  'usage: npm run fuzz -- component|composition|document|graph|program [--count 1000] [--seed 1] [--every 100]';
const { values, positionals } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    every: { type: 'string', default: '100' },
  },
  allowPositionals: true,
});
const fuzz = {
  component: fuzzComponents,
  composition: fuzzCompositions,
  document: fuzzDocuments,
  graph: fuzzGraphs,
  program: fuzzPrograms,
}[positionals.join()];
if (!fuzz) throw new Error(USAGE);
const [count, seed, every] = [values.count, values.seed, values.every].map(Number);
process.exit((await fuzz(count!, seed!, every!)) > 0 ? 1 : 0);
