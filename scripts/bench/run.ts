// Figures of this machine, now: `npm run bench -- [NAME [ARGUMENTS…]]`, or most of them without a name. Whatever is
// compared runs in turn within one run; quote ratios, not milliseconds.
import { existsSync } from 'node:fs';
import { benchAgainst } from './against.ts';
import { benchCalls } from './calls.ts';
import { benchComposing } from './compose.ts';
import { benchDebug } from './debug.ts';
import { benchHost } from './host.ts';
import { benchIndex } from './index.ts';
import { benchLanguage } from './language.ts';
import { benchServe } from './serve.ts';
import { benchServeAgainst } from './serve-against.ts';
import { benchServer } from './server.ts';
import { soak } from './soak.ts';
import { benchStart } from './start.ts';

const CORPUS = '../shared/corpus';
const SAMPLE = 'test-fixtures/workspaces/edge';

/** By name. PAGE is the page of docs whose section with the table is replaced. */
const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  /** [PAGE]: calls from one component to another. */
  calls: ([page]) => benchCalls(page),
  /** [PAGE]: composing, and a saved line of a served composition. */
  compose: ([page]) => benchComposing(SAMPLE, page),
  /** [PAGE]: requests and first stop in a debug session. */
  debug: ([page]) => benchDebug(SAMPLE, page),
  /** [PAGE]: served requests. */
  serve: ([page]) => benchServe(SAMPLE, page),
  /** [PAGE]: whole processes of the command. */
  start: ([page]) => benchStart(page),
  /** DIST [PAGE [NAME]]: this language server and that of another build. */
  against: ([dist, page, name]) => benchAgainst(dist!, CORPUS, page, name),
  /** DIST [PAGE [NAME]]: requests served by this build and by another one. */
  'serve-against': ([dist, page, name]) => benchServeAgainst(dist!, page, name),
  /** [RUNS REQUESTS]: the memory that a host holds after many runs and requests. */
  soak: ([runs = 10_000, requests = 100_000]) => soak(Number(runs), Number(requests)),
};

async function benchAll(): Promise<void> {
  const http = `${CORPUS}/cases/wit-component-interfaces/pass-wasi-http`;
  const [folder, edited] = existsSync(http) ? [http, 'types.wit'] : [`${SAMPLE}/wit`, 'service.wit'];
  await benchLanguage(folder, edited);
  await benchIndex(CORPUS);
  await benchServer(folder, edited);
  await benchHost(SAMPLE);
  await benchComposing(SAMPLE);
  await benchCalls();
  await benchServe(SAMPLE);
}

const [name, ...args] = process.argv.slice(2);
const bench = name === undefined ? benchAll : benches[name];
if (!bench) {
  console.error(`error: there is no bench ${name}: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
await bench(args);
process.exit();
