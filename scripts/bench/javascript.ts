import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle } from '../../host/src/build/typescript/bundle.ts';
import { readManifest } from '../../host/src/build/typescript/manifest.ts';
import { buildTypeScript } from '../../host/src/build/typescript/typescript.ts';
import { readWorld } from '../../host/src/build/typescript/world.ts';
import { filesBelow } from '../../host/src/files.ts';
import { type Figures, figures, heading, pair, ratio, row, time } from './measure.ts';
import { startHost } from '../lib/host-process.ts';

/** A saved line until the response, and the same edit by other tools. */
export interface SavedLine {
  readonly saved: Figures;
  readonly tools: Figures;
  /** The median of the first by the second, in turn. */
  readonly ratio: number;
}

/** The cost of an edit of a TypeScript component: of the build alone, and until the response. */
export async function benchJavaScript(sample: string): Promise<SavedLine> {
  const folder = await mkdtemp(join(tmpdir(), 'wit-studio-bench-'));
  try {
    const copy = join(folder, 'sample');
    await cp(resolve(sample), copy, { recursive: true });
    const former = await formerBuild(join(copy, 'handler'), folder);
    await benchBuild(join(copy, 'handler'), former);
    return await benchEdit(copy, join(folder, 'storage'), former);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const ROUNDS = 10;

async function benchBuild(handler: string, former: FormerBuild): Promise<void> {
  const context = { signal: new AbortController().signal, progress: () => {}, log: () => {} };
  const edit = await editor(join(handler, 'src/handler.ts'));
  const now = async () => {
    await edit();
    await buildTypeScript(handler, context);
  };
  for (let round = 0; round < 5; round++) await pair(1, now, former);
  heading('building the handler of the sample, warm, bundling included');
  const builds = await pair(ROUNDS, now, former);
  row('linked with the ready engine', builds.first);
  row(`${FORMER}: a snapshot`, builds.second);
  ratio('linked / snapshot (at most 0.1)', builds.ratio);
}

const FORMER = 'componentize-qjs@0.4.5';

/** @returns the path of the component */
type FormerBuild = () => Promise<string>;

interface Snapshots {
  componentize(options: object): Promise<{ component: Uint8Array }>;
}

/**
 * The build before components were linked. Its package is fetched for the comparison alone. It refuses
 * `wasi:http` by its name, so that its WIT has another.
 */
async function formerBuild(handler: string, folder: string): Promise<FormerBuild> {
  const home = join(folder, 'former');
  const [wit, out] = [join(folder, 'former-wit'), join(folder, 'former.wasm')];
  const npm = ['install', '--prefix', home, '--no-audit', '--no-fund', '--ignore-scripts', FORMER];
  execFileSync('npm', npm, { stdio: ['ignore', 'ignore', 'inherit'] });
  const { componentize } = createRequire(join(home, 'package.json'))('componentize-qjs') as Snapshots;
  return async () => {
    const manifest = await readManifest(handler);
    const world = await readWorld(manifest);
    const { code } = await bundle(manifest, world, 'quickjs');
    await rm(wit, { recursive: true, force: true });
    await cp(manifest.wit, wit, { recursive: true });
    for (const path of (await filesBelow(wit)).filter((file) => file.endsWith('.wit')))
      await writeFile(path, renamed(withStdout(await readFile(path, 'utf8'))));
    // The prelude's wrapper for promises, which the former engine lacks.
    const plain = code.replace(
      /import\s*\{\s*run as ([\w$]+)\s*\}\s*from\s*["']wit-studio:engine\/jobs["'];?/,
      'const $1 = () => {};',
    );
    const options = { witPath: wit, jsSource: renamed(plain), world: world.name };
    const flags = { sync: true, optSize: true, stubWasi: true };
    await writeFile(out, (await componentize({ ...options, ...flags })).component);
    return out;
  };
}

/** Which the linked build adds by itself. */
const withStdout = (text: string): string =>
  text.replace(/(?<=world handler \{[^]*)import wasi:cli\/stderr(@[\d.]+);/, 'import wasi:cli/stdout$1; $&');
const renamed = (text: string): string => text.replaceAll(/\bwasi:/g, 'wasj:');

/**
 * Changes the guest's response.
 * @returns the new response
 */
async function editor(path: string): Promise<() => Promise<string>> {
  const text = await readFile(path, 'utf8');
  let round = 0;
  return async () => {
    const greeting = `Hello ${++round},`;
    await writeFile(path, text.replace(/Hello( \d+)?,/, greeting));
    return greeting;
  };
}

/**
 * The requests that VS Code sends to the host when a plan is served again, beside the former build and, if `WAC` names
 * it, `wac plug`, which do not serve yet.
 */
async function benchEdit(sample: string, storage: string, former: FormerBuild): Promise<SavedLine> {
  await using host = await startHost(storage);
  const edit = await editor(join(sample, 'handler/src/handler.ts'));
  let [server, addr] = [-1, '127.0.0.1:0'];
  const answer = async () => {
    const greeting = await edit();
    const { component } = await host.request('compose', { plan: join(sample, 'composition.toml') });
    const replaces = server < 0 ? {} : { replaces: server };
    const serving = await host.request('serve', { component, grants: {}, addr, ...replaces });
    [server, addr] = [serving.server, new URL(serving.url).host];
    const body = await (await fetch(`${serving.url}hello`)).text();
    if (!body.startsWith(greeting)) throw new Error(`answered ${body} for ${greeting}`);
  };
  for (let round = 0; round < 10; round++) await answer();
  const pacedAt = async (pauseMs: number) => {
    const samples = [];
    for (let round = 0; round < ROUNDS; round++) {
      await new Promise((done) => setTimeout(done, pauseMs));
      samples.push(await time(answer));
    }
    return figures(samples);
  };
  heading('a saved line to the answer of the served sample (at most 300)');
  const saved = await pacedAt(0);
  row('saved right after the answer before', saved);
  row('saved 3 s later', await pacedAt(3_000));
  const wac = process.env['WAC'];
  const formerly = async (): Promise<void> => {
    const component = await former();
    const plug = ['plug', component, '--plug', join(sample, 'auth/auth.wasm'), '-o', `${component}.plugged`];
    if (wac !== undefined) execFileSync(wac, plug);
  };
  const compared = await pair(ROUNDS, answer, formerly);
  const tools = wac === undefined ? FORMER : `${FORMER} and wac plug`;
  row(tools, compared.second);
  ratio('saved line to answer / these tools (at most 0.1)', compared.ratio);
  return { saved, tools: compared.second, ratio: compared.ratio };
}
