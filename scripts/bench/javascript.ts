import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle } from '../../host/src/build/typescript/bundle.ts';
import { readManifest } from '../../host/src/build/typescript/manifest.ts';
import { buildTypeScript } from '../../host/src/build/typescript/typescript.ts';
import { readWorld } from '../../host/src/build/typescript/read-world.ts';
import { filesBelow } from '../../host/src/base/files.ts';
import { type Figures, figures, heading, type Pair, pair, ratio, row, time } from './measure.ts';
import { startHost, type HostProcess } from '../lib/host-process.ts';

/** A saved line until the response, and in turn with the same edit by other tools: loaded, and as a command. */
export interface SavedLine {
  readonly saved: Figures;
  readonly loaded: Pair;
  readonly command: Pair;
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
  for (let round = 0; round < 5; round++) await pair(1, now, former.loaded);
  heading('building the handler of the sample, warm, bundling included');
  const builds = await pair(ROUNDS, now, former.loaded);
  row('linked with the ready engine', builds.first);
  row(`${FORMER}: a snapshot`, builds.second);
  ratio('linked / snapshot (at most 0.1)', builds.ratio);
}

const FORMER = 'componentize-qjs@0.4.5';
const JCO = '@bytecodealliance/jco@1.35.0';

interface FormerBuild {
  /** By the package within this process. @returns the path of the component */
  loaded(): Promise<string>;
  /** By `jco componentize --backend qjs`, as a user's shell or script runs it. @returns the path of the component */
  command(): Promise<string>;
}

interface Snapshots {
  componentize(options: object): Promise<{ component: Uint8Array }>;
}

/**
 * The build before components were linked. Its package is fetched for the comparison alone. It refuses
 * `wasi:http` by its name, so that its WIT has another.
 */
async function formerBuild(handler: string, folder: string): Promise<FormerBuild> {
  const home = join(folder, 'former');
  const at = (name: string) => join(folder, name);
  const [wit, source, out] = [at('former-wit'), at('former.js'), at('former.wasm')];
  const npm = ['install', '--prefix', home, '--no-audit', '--no-fund', '--ignore-scripts', FORMER, JCO];
  execFileSync('npm', npm, { stdio: ['ignore', 'ignore', 'inherit'] });
  const { componentize } = createRequire(join(home, 'package.json'))('componentize-qjs') as Snapshots;
  return {
    async loaded() {
      const { script, world } = await formerSource(handler, wit);
      const flags = { sync: true, optSize: true, stubWasi: true };
      const { component } = await componentize({ witPath: wit, jsSource: script, world, ...flags });
      await writeFile(out, component);
      return out;
    },
    async command() {
      const { script, world } = await formerSource(handler, wit);
      await writeFile(source, script);
      const jco = join(home, 'node_modules/@bytecodealliance/jco/dist/jco.js');
      const flags = ['--backend=qjs', '--backend-qjs-disable-async', '--backend-qjs-stub-wasi'];
      const args = ['componentize', source, '--wit', wit, '-n', world, ...flags, '-o', out];
      execFileSync(process.execPath, [jco, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
      return out;
    },
  };
}

/**
 * The script and the name of its world, whose WIT is written into a folder. It is bundled here, because that jco finds
 * no WIT for a source in TypeScript.
 */
async function formerSource(handler: string, wit: string): Promise<{ script: string; world: string }> {
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
  return { script: renamed(plain), world: world.name };
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

/** The requests that VS Code sends to the host when a plan is served again, beside the builds of others. */
async function benchEdit(sample: string, storage: string, former: FormerBuild): Promise<SavedLine> {
  await using host = await startHost(storage);
  const answer = await savedLine(host, sample);
  for (let round = 0; round < 10; round++) await answer();
  heading('a saved line to the answer of the served sample (at most 300)');
  const saved = await paced(answer, 0);
  row('saved right after the answer before', saved);
  row('saved 3 s later', await paced(answer, 3_000));
  return { saved, ...(await benchOthers(answer, sample, former)) };
}

/** @returns saves a line of the guest, composes and serves the sample again, and waits for its new response */
async function savedLine(host: HostProcess, sample: string): Promise<() => Promise<void>> {
  const edit = await editor(join(sample, 'handler/src/handler.ts'));
  let [server, addr] = [-1, '127.0.0.1:0'];
  return async () => {
    const greeting = await edit();
    const { component } = await host.request('compose', { plan: join(sample, 'composition.toml') });
    const replaces = server < 0 ? {} : { replaces: server };
    const serving = await host.request('serve', { component, grants: {}, addr, ...replaces });
    [server, addr] = [serving.server, new URL(serving.url).host];
    const body = await (await fetch(`${serving.url}hello`)).text();
    if (!body.startsWith(greeting)) throw new Error(`answered ${body} for ${greeting}`);
  };
}

/** @param pauseMs before each, such as a user makes */
async function paced(answer: () => Promise<void>, pauseMs: number): Promise<Figures> {
  const samples = [];
  for (let round = 0; round < ROUNDS; round++) {
    await new Promise((done) => setTimeout(done, pauseMs));
    samples.push(await time(answer));
  }
  return figures(samples);
}

/** The former build and, if `WAC` names it, `wac plug`: they do not serve yet. */
async function benchOthers(
  answer: () => Promise<void>,
  sample: string,
  former: FormerBuild,
): Promise<Omit<SavedLine, 'saved'>> {
  const wac = process.env['WAC'];
  const plugged = (build: () => Promise<string>) => async (): Promise<void> => {
    const component = await build();
    const plug = ['plug', component, '--plug', join(sample, 'auth/auth.wasm'), '-o', `${component}.plugged`];
    if (wac !== undefined) execFileSync(wac, plug);
  };
  const plug = wac === undefined ? '' : ' and wac plug';
  const loaded = await pair(ROUNDS, answer, plugged(former.loaded));
  row(`${FORMER}, loaded,${plug}`, loaded.second);
  ratio('saved line to answer / these', loaded.ratio);
  const command = await pair(ROUNDS, answer, plugged(former.command));
  row(`jco componentize --backend qjs${plug}`, command.second);
  ratio('saved line to answer / these tools (at most 0.1)', command.ratio);
  return { loaded, command };
}
