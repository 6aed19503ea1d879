import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { needs } from '../server/src/testing/needs.ts';
import { type BuiltServer, initialize, startBuiltServer } from '../server/src/testing/built-server.ts';
import { LspError } from '../server/src/testing/lsp-client.ts';
import { PULLS, type WorkspaceReport } from '../server/src/testing/editor.ts';
import { type Case, casesOfAllTools, startOf, withoutCorpus } from '../server/src/syntax/testing/corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'built-server-corpus-'));
after(() => rmSync(folder, { recursive: true }));

/** The expected result of a case. */
interface Wanted {
  readonly refused: boolean;
  readonly file: string | null;
  /** Of the first error, 1-based; null where it has no place, or where only the encoder refuses. */
  readonly line: number | null;
}

/** Every case has a separate folder, because all files of a folder are of one package. */
interface Placed extends Case {
  readonly root: string;
  readonly wanted: Wanted;
}

interface Found {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

let places = 0;

function placed(one: Case, wanted: Wanted): Placed {
  const root = join(folder, `${(places += 1)}`);
  const start = startOf(one);
  const isFolder = statSync(start).isDirectory();
  mkdirSync(root);
  cpSync(start, isFolder ? root : join(root, basename(start)), { recursive: true, dereference: true });
  return { ...one, root, wanted };
}

/** The errors that the server has in the folders of some cases, which have the same features. */
async function errorsIn(
  some: readonly Placed[],
  settings: object,
): Promise<ReadonlyMap<Placed, readonly Found[]>> {
  const server = startBuiltServer();
  try {
    const workspaceFolders = some.map(({ root, id }) => ({ uri: pathToFileURL(root).href, name: id }));
    await initialize(server, {
      capabilities: { ...PULLS, workspace: { ...PULLS.workspace, workspaceFolders: true } },
      workspaceFolders,
      initializationOptions: { features: some[0]!.features, ...settings },
    });
    let found = byCase(some, await reportsOf(server));
    // Packages in the binary format are read beside, and the server says nothing of them before.
    for (let tries = 0; tries < 40 && some.some((one) => !isJudged(one, found.get(one)!)); tries++) {
      await setTimeout(100);
      found = byCase(some, await reportsOf(server));
    }
    return found;
  } finally {
    server.process.kill();
  }
}

/** A thousand packages at once may take a busy machine longer than any other request. */
async function reportsOf({ client }: BuiltServer): Promise<readonly WorkspaceReport[]> {
  const asked = client.start('workspace/diagnostic', { previousResultIds: [] });
  for (let tries = 1; ; tries++) {
    try {
      return ((await asked.answer()) as { items: WorkspaceReport[] }).items;
    } catch (error) {
      if (error instanceof LspError || tries === 20) throw error;
    }
  }
}

function byCase(some: readonly Placed[], reports: readonly WorkspaceReport[]): Map<Placed, Found[]> {
  const found = new Map<Placed, Found[]>(some.map((one) => [one, []]));
  const cases = new Map(some.map((one) => [relative(folder, one.root), one]));
  for (const { uri, items = [] } of reports) {
    const [number = '', ...path] = relative(folder, fileURLToPath(uri)).split(/[\\/]/);
    // A folder beside deps is no part of the package; to an editor it is another one.
    if (path.length > 1 && path[0] !== 'deps') continue;
    for (const { severity, range } of items)
      if (severity === 1)
        found.get(cases.get(number)!)!.push({ file: path.join('/'), line: range.start.line + 1 });
  }
  return found;
}

/** A package in the text format of wasm and a folder without WIT open in no editor. */
function hasText(one: Case): boolean {
  const start = startOf(one);
  const files = statSync(start).isDirectory() ? readdirSync(start) : [start];
  return one.ref263 !== undefined && files.some((name) => name.endsWith('.wit'));
}

function isJudged({ wanted: { refused, file, line } }: Placed, found: readonly Found[]): boolean {
  if (refused !== found.length > 0) return false;
  return line === null || found.some((error) => error.line === line && [null, error.file].includes(file));
}

/** By wit-parser 0.263 and its encoder. */
function newest({ ref263 }: Case): Wanted {
  const { verdict, component, file, line } = ref263!;
  return {
    refused: verdict === 'fail' || component === 'reject',
    file,
    line: verdict === 'fail' ? line : null,
  };
}

/** By wit-parser 0.259, without its encoder. */
const older = ({ kind, expected_file: file, expected_line }: Case): Wanted => ({
  refused: kind === 'fail',
  file,
  line: kind === 'fail' ? expected_line : null,
});

async function disagreeing(cases: readonly Placed[], settings: object): Promise<string[]> {
  const groups = new Map<string, Placed[]>();
  for (const one of cases) {
    const key = JSON.stringify(one.features);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const wrong: string[] = [];
  for (const some of groups.values())
    for (const [one, found] of await errorsIn(some, settings))
      if (!isJudged(one, found))
        wrong.push(`${one.id} ${JSON.stringify(one.wanted)} ${JSON.stringify(found)}`);
  return wrong;
}

const skip = withoutCorpus || needs(existsSync('dist/server/main.js'), 'npm run build makes it');

describe(
  'the server as it is built accepts and refuses packages of both corpora, at the same lines',
  { skip },
  () => {
    const all = withoutCorpus ? [] : casesOfAllTools().filter(hasText);

    it('as wit-parser 0.263 does', async (t) => {
      const cases = all.map((one) => placed(one, newest(one)));
      t.diagnostic(`${cases.length} packages`);
      assert.ok(cases.length > 1_400);
      assert.deepEqual(await disagreeing(cases, {}), []);
    });

    it('as wit-parser 0.259 does, of each fifth', async (t) => {
      const cases = all.filter((_, n) => n % 5 === 0).map((one) => placed(one, older(one)));
      t.diagnostic(`${cases.length} packages`);
      assert.deepEqual(await disagreeing(cases, { wasmTools: '0.259', components: false }), []);
    });
  },
);
