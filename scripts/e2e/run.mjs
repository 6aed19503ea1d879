/**
 * Tests the packaged extension in a real VS Code: most suites inside the extension host, a few on the screen.
 * It wants the platform's .vsix (`npm run build && npm run package`).
 *
 * usage: node scripts/e2e/run.mjs [host|untrusted|screen|browser|pages|languages|pictures]…
 *        node scripts/e2e/run.mjs screen/timeline host/f5     single files of these two suites
 *        node scripts/e2e/run.mjs pictures                    takes those of docs/images again
 * WIT_E2E_THEME names the colour theme of the pictures in .cache/e2e/screens, such as “Default Dark Modern”.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { add, countedRun, NONE, summary, testArgs, writeCounts } from '../lib/counts.mjs';
import { isMain } from '../lib/is-main.mjs';
import { vsixPath } from '../lib/vsix-path.mjs';
import { runInHost } from './run-in-host.mjs';
import { startWorkbench } from './workbench.mjs';

const SAMPLE = 'test-fixtures/workspaces/edge';
const BUNDLES = resolve('.cache/e2e');
const LIMIT_MS = 480_000;

const trusted = { 'security.workspace.trust.enabled': false };

/** Each suite by its parts, which have a VS Code of their own each. */
const suites = {
  host: [(place) => inHost(place, 'trusted', trusted)],
  untrusted: [(place) => inHost(place, 'untrusted', { 'security.workspace.trust.startupPrompt': 'never' })],
  screen: ['beginning', 'screen', 'timeline', 'walkthrough'].map(
    (name) => (place) => onScreen(place, `screen/${name}`),
  ),
  // The page's own extension host, whatever the machine behind it could do.
  browser: [
    (place) =>
      onScreen(place, 'browser/browser', { 'remote.extensionKind': { 'wit-studio.wit-studio': ['web'] } }),
  ],
  // The webviews' pages by themselves, without a VS Code around them.
  pages: [() => runFile('client/test/e2e/pages/pages')],
  // A composition built by the compilers of five languages, without a VS Code too.
  // and then each new component in each of them.
  languages: [() => runFile('scripts/e2e/languages'), () => runFile('scripts/e2e/starts')],
};

/** Run by name alone. */
const onRequest = {
  pictures: [(place) => onScreen(place, 'pictures/pictures')],
};

/** A copy of the sample and a profile of its own, so that no suite sees another's traces. */
function newPlace(name) {
  const root = mkdtempSync(join(tmpdir(), `wit-e2e-${name}-`));
  const folder = join(root, 'edge');
  // Builds from runs beside the tests are not part of the sample.
  cpSync(SAMPLE, folder, { recursive: true, filter: (path) => !/[\\/](target|dist)$/.test(path) });
  // The sample's own component has no debug information.
  for (const name of ['auth.wasm', 'packing.wasm', 'shop.wasm', 'shop.rs'])
    cpSync(`test-fixtures/debuggee/${name}`, join(root, name));
  return { root, folder, data: join(root, 'data') };
}

async function inHost({ root, folder, data }, name, settings) {
  const report = join(root, 'report.txt');
  const counts = join(root, 'counts.json');
  const tests = await bundle('client/test/e2e/host/run.ts');
  const suites = await bundle(`client/test/e2e/host/${name}.ts`);
  const env = { WIT_E2E_SUITES: suites, WIT_E2E_COUNTS: counts, WIT_E2E_REPORT: report };
  const { authority, stop } = await startWorkbench({ data, vsix: [packedExtension()], settings, env });
  const log = join(root, 'browser.log');
  try {
    const ok = await runInHost({
      authority,
      folder,
      extension: emptyExtension(),
      tests,
      log,
      limitMs: LIMIT_MS,
    });
    if (existsSync(report)) console.log(readFileSync(report, 'utf8'));
    const found = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : NONE;
    return ok || found.failed > 0 ? found : { ...found, failed: 1 };
  } finally {
    await stop();
  }
}

async function onScreen({ folder, data }, name, more = {}) {
  const theme = process.env.WIT_E2E_THEME && { 'workbench.colorTheme': process.env.WIT_E2E_THEME };
  const settings = { ...trusted, ...theme, ...more };
  const { authority, stop } = await startWorkbench({ data, vsix: [packedExtension()], settings });
  const env = { WIT_E2E_AUTHORITY: authority, WIT_E2E_FOLDER: folder };
  try {
    return await runFile(`client/test/e2e/${name}`, env);
  } finally {
    await stop();
  }
}

/** Runs a test file in a process of its own. */
function runFile(name, env = {}) {
  return countedRun(['--import', 'tsx', ...testArgs([`${name}.test.ts`])], { env });
}

async function bundle(entry) {
  const outfile = join(BUNDLES, entry.replace(/^.*\//, '').replace(/\.ts$/, '.cjs'));
  const external = ['vscode', 'mocha'];
  await build({
    entryPoints: [entry],
    outfile,
    external,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    sourcemap: 'inline',
  });
  return outfile;
}

/** The tests' own extension must be one under development; the tested one is installed. */
function emptyExtension() {
  const folder = join(BUNDLES, 'runner');
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'runner', publisher: 'test', version: '0.0.1', engines: { vscode: '*' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

function packedExtension() {
  const path = vsixPath();
  if (!existsSync(path)) throw new Error(`${path} is missing: npm run build && npm run package`);
  return resolve(path);
}

/**
 * Runs a part of a suite, and once more when something failed: a browser, a VS Code and the programs that it starts
 * share the processors with other suites, and a key that is pressed in a bad moment is lost. The sum says how many
 * tests passed only then.
 */
async function tried(name, run) {
  const first = await attempted(name, run);
  if (first.failed === 0) return first;
  console.log(`\n== VS Code: ${name}, second try`);
  const second = await attempted(name, run);
  return { ...second, repeated: Math.max(first.failed - second.failed, 0) };
}

async function attempted(name, run) {
  const place = newPlace(name);
  try {
    const counts = await run(place);
    if (counts.failed === 0) rmSync(place.root, { recursive: true, force: true });
    else console.error(`logs are kept in ${place.root}`);
    return counts;
  } catch (error) {
    console.error(error);
    return { ...NONE, failed: 1 };
  }
}

if (isMain(import.meta.url)) {
  const wanted = process.argv.slice(2);
  let total = NONE;
  for (const [name, parts] of Object.entries(wanted.length > 0 ? { ...suites, ...onRequest } : suites)) {
    const files = wanted.filter((one) => one.startsWith(`${name}/`));
    if (wanted.length > 0 && !wanted.includes(name) && files.length === 0) continue;
    console.log(`\n== VS Code: ${name}`);
    const single = files.map(
      (file) => (place) =>
        name === 'host' ? inHost(place, `${file.slice(5)}.test`, trusted) : onScreen(place, file),
    );
    let counts = NONE;
    for (const run of files.length > 0 ? single : parts) counts = add(counts, await tried(name, run));
    console.log(summary(counts));
    total = add(total, counts);
  }
  writeCounts(total);
  process.exit(total.failed > 0 ? 1 : 0);
}
