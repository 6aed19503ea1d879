import { parseArgs } from 'node:util';
import { fuzzComponents } from './component.ts';

const USAGE = 'usage: npm run fuzz -- component [--count 1000] [--seed 1] [--every 100]';
const { values, positionals } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    every: { type: 'string', default: '100' },
  },
  allowPositionals: true,
});
if (positionals.join() !== 'component') throw new Error(USAGE);
const [count, seed, every] = [values.count, values.seed, values.every].map(Number);
process.exit((await fuzzComponents(count!, seed!, every!)) > 0 ? 1 : 0);
