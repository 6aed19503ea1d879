/**
 * Runs a suite that others wrote, here and on wasmtime, and says where they differ.
 * usage: npm run conformance -- SUITE CHECKOUT
 *        npm run conformance -- languages|editors
 *        npm run conformance -- guests [LANGUAGE,…]
 */
import { readFileSync } from 'node:fs';
import { componentModel } from './component-model.ts';
import { editors } from './editors/editors.ts';
import { guests, languagesOf } from './guests.ts';
import { jco } from './jco.ts';
import { languages } from './languages.ts';
import { report, type Known, type Result } from './outcome.ts';
import { wasiTestsuite } from './wasi-testsuite.ts';

type Suite = (checkout: string) => AsyncIterable<Result> | Iterable<Result>;

const OWN: Readonly<Record<string, Suite>> = {
  guests: (names) => guests(languagesOf(names)),
  languages: () => languages(),
  editors,
};

const SUITES: Readonly<Record<string, Suite>> = {
  ...OWN,
  'component-model': (checkout) => componentModel(checkout),
  'component-model-fused': (checkout) => componentModel(checkout, true),
  jco,
  'wasi-0.3': (checkout) => wasiTestsuite(checkout, 'wasm32-wasip3'),
  'wasi-0.1': (checkout) => wasiTestsuite(checkout, 'wasm32-wasip1'),
};

const [suite = '', checkout = ''] = process.argv.slice(2);
const cases = SUITES[suite];
if (!cases || (checkout === '' && !(suite in OWN))) {
  process.stderr.write(`usage: npm run conformance -- ${Object.keys(SUITES).join('|')} CHECKOUT\n`);
  process.exit(2);
}
const known = JSON.parse(readFileSync(new URL(`expected/${suite}.json`, import.meta.url), 'utf8')) as Known;
const results: Result[] = [];
for await (const result of cases(checkout)) results.push(result);
process.exit(report(suite, results, known) ? 0 : 1);
