import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { witOf } from '../../engine/component-wit.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { callerInProcess } from '../../run/testing/in-process.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { folderWith, type Folder } from './folder.ts';
import { answerOf, filesOf, mixesVersions, planName, runName, type Graph } from './random-graphs.ts';

interface Options {
  /** Whether to run it here. */
  readonly here?: boolean;
  /** The command `wac`, which then composes as well. */
  readonly wac?: string | undefined;
}

const X = 5;
/** wac's message for two different resources. */
const APART = /resource types are not the same/;

/** Checks that worlds, wires and results of a random graph are the same everywhere, or that everyone refuses it. */
export async function checkGraph(graph: Graph, options: Options = {}): Promise<void> {
  await using folder = await folderWith(filesOf(graph));
  const ways = { plan: planName(graph), document: 'whole.wac' };
  if (mixesVersions(graph)) {
    assert.equal((await folder.problemOf({ plan: ways.plan })).code, 'resource-origin');
    await assertRefused(folder, APART, options);
    return;
  }
  const expected = [`${runName(graph)}(${X})`, String(answerOf(graph, X))] as const;
  const { out } = graph;
  // Stubs are instances of their own.
  await assertAlike(
    folder,
    { ...ways, expected, hasWires: out?.as !== 'stub', isOpen: out?.as === 'open' },
    options,
  );
}

/** The document `whole.wac` is refused by wac's crates here, and by the command, with these words. */
export async function assertRefused(folder: Folder, words: RegExp, { wac }: Options = {}): Promise<void> {
  const { code, message, causes = [] } = await folder.problemOf({ plan: 'whole.wac' });
  assert.equal(code, 'wac-invalid');
  assert.match([message, ...causes].join('\n'), words);
  if (wac !== undefined) assert.throws(() => byCommand(folder, wac), words);
}

/** Files of one composition, and its result. */
interface Compared {
  readonly plan: string;
  readonly document: string;
  readonly expected: readonly [call: string, answer: string];
  /** Whether wires are compared, too. */
  readonly hasWires?: boolean;
  /** Whether `outer.toml` satisfies its open imports before it runs. */
  readonly isOpen?: boolean;
}

/**
 * Composes a plan twice, to the same bytes, and a document by our copy of wac's crates, and compares the worlds, the wires and the results of
 * both, here and in wasmtime.
 */
export async function assertAlike(
  folder: Folder,
  compared: Compared,
  { here = true, wac }: Options = {},
): Promise<void> {
  const { plan, document, expected, hasWires = true, isOpen = false } = compared;
  const ours = await composed(folder, plan, 'composed.wasm');
  const theirs = await composed(folder, document, 'document.wasm');
  if (hasWires) assert.deepEqual(theirs.wires, ours.wires);
  const again = await composed(folder, plan, 'again.wasm');
  assert.ok((await readFile(again.path)).equals(await readFile(ours.path)), 'composed again: other bytes');
  const [call, answer] = expected;
  const world = await witOf(await readFile(ours.path));
  const paths = [ours.path, theirs.path, ...(wac === undefined ? [] : [byCommand(folder, wac)])];
  for (const path of paths) {
    assert.equal(await witOf(await readFile(path)), world, basename(path));
    const whole = isOpen ? await closed(folder, path) : path;
    if (here && path === ours.path)
      assert.equal(await (await callerInProcess(whole, storage))(call), answer, 'here');
    if (wasmtime.missing === false)
      assert.equal(inWasmtime(whole, call), answer, `${basename(path)} in wasmtime`);
  }
}

async function composed(folder: Folder, plan: string, out: string) {
  const { wires } = await folder.compose({ plan, out });
  const names = wires.map(({ from, to, interface: name }) => `${from} -> ${to}: ${name}`);
  return { wires: names.toSorted(), path: join(folder.path, out) };
}

/** The composition within one that satisfies its open imports. */
async function closed(folder: Folder, inner: string): Promise<string> {
  await copyFile(inner, join(folder.path, 'inner.wasm'));
  const out = basename(inner).replace('.wasm', '.closed.wasm');
  const { component } = await folder.compose({ plan: 'outer.toml', out });
  return component;
}

function byCommand({ path }: Folder, wac: string): string {
  const out = join(path, 'wac.wasm');
  const { status, stderr } = spawnSync(wac, ['compose', '--deps-dir', 'deps', '-o', out, 'whole.wac'], {
    cwd: path,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return out;
}

function inWasmtime(component: string, call: string): string {
  const args = ['run', '-W', 'component-model-map=y', '--invoke', call, component];
  const { stdout, stderr } = spawnSync(wasmtime.path, args, { encoding: 'utf8' });
  return stdout.trim() || stderr;
}
