// Figures of this machine, now. What is compared runs in turn in this one run; quote ratios, not milliseconds.
// `soak [RUNS REQUESTS]` instead is about what a host holds after many of them, `serve [FILE]` about served requests alone,
// `compose [FILE]` about composing and a saved line alone, `calls [FILE]` about calls between components alone, `debug [FILE]` about what debugging costs, `start [FILE]` about whole processes, `against DIST [FILE [NAME]]` about this language server and that
// of another build.
import { existsSync } from 'node:fs';
import { benchLanguage } from './language.ts';
import { benchComposing } from './compose.ts';
import { benchAgainst } from './against.ts';
import { benchCalls } from './calls.ts';
import { benchDebug } from './debug.ts';
import { benchIndex } from './index.ts';
import { benchServer } from './server.ts';
import { benchHost } from './host.ts';
import { benchServe } from './serve.ts';
import { soak } from './soak.ts';
import { benchStart } from './start.ts';

const [what, runs = 10_000, requests = 100_000] = process.argv.slice(2);
if (what === 'soak') {
  await soak(Number(runs), Number(requests));
  process.exit();
}

if (what === 'serve') {
  await benchServe('test-fixtures/workspaces/edge', process.argv[3]);
  process.exit();
}

if (what === 'calls') {
  await benchCalls(process.argv[3]);
  process.exit();
}

if (what === 'compose') {
  await benchComposing('test-fixtures/workspaces/edge', process.argv[3]);
  process.exit();
}

if (what === 'debug') {
  await benchDebug('test-fixtures/workspaces/edge', process.argv[3]);
  process.exit();
}

if (what === 'start') {
  await benchStart(process.argv[3]);
  process.exit();
}

if (what === 'against') {
  const [, dist, file, name] = process.argv.slice(2);
  await benchAgainst(dist!, '../shared/corpus', file, name);
  process.exit();
}

const corpus = '../shared/corpus/cases/wit-component-interfaces/pass-wasi-http';
const [folder, edited] = existsSync(corpus)
  ? [corpus, 'types.wit']
  : ['test-fixtures/workspaces/edge/wit', 'service.wit'];

await benchLanguage(folder, edited);
await benchIndex('../shared/corpus');
await benchServer(folder, edited);
await benchHost('test-fixtures/workspaces/edge');
await benchComposing('test-fixtures/workspaces/edge');
await benchCalls();
await benchServe('test-fixtures/workspaces/edge');
process.exit();
