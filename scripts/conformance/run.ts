/**
 * Runs a suite that others wrote, here and on wasmtime, and says where they differ.
 * usage: npm run conformance -- SUITE CHECKOUT, and `languages`, which is our own and needs none
 */
import { readFileSync } from 'node:fs';
import { componentModel } from './component-model.ts';
import { languages } from './languages.ts';
import { report, type Known, type Result } from './outcome.ts';
import { wasiTestsuite } from './wasi-testsuite.ts';

const SUITES: Readonly<Record<string, (checkout: string) => AsyncIterable<Result> | Iterable<Result>>> = {
  'component-model': componentModel,
  languages: () => languages(),
  'wasi-0.3': (checkout) => wasiTestsuite(checkout, 'wasm32-wasip3'),
  'wasi-0.1': (checkout) => wasiTestsuite(checkout, 'wasm32-wasip1'),
};

const [suite = '', checkout = ''] = process.argv.slice(2);
const cases = SUITES[suite];
if (!cases || (checkout === '' && suite !== 'languages')) {
  process.stderr.write(`usage: npm run conformance -- ${Object.keys(SUITES).join('|')} CHECKOUT\n`);
  process.exit(2);
}
const known = JSON.parse(readFileSync(new URL(`expected/${suite}.json`, import.meta.url), 'utf8')) as Known;
const results: Result[] = [];
for await (const result of cases(checkout)) results.push(result);
process.exit(report(suite, results, known) ? 0 : 1);
