import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { witOf } from '../../engine/component-wit.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { callerInProcess } from '../../run/testing/in-process.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { folderWith, type Folder } from './folder.ts';
import { answerOf, filesOf, planName, runName, type Graph } from './random-graphs.ts';

/** What two ways to compose a graph gave. */
export interface ComparedGraph {
  /** WIT of the composition, by who composed it. */
  readonly worlds: Readonly<Record<string, string>>;
  /** `source -> target: interface`; of a graph without stubs, which are instances of their own. */
  readonly wires: { readonly plan?: readonly string[]; readonly document?: readonly string[] };
  /** The answer that the parts give. */
  readonly expected: string;
  /** Answers, by who composed and who ran. */
  readonly answers: Readonly<Record<string, string>>;
}

/** @throws AssertionError when one of them differs from the others */
export function assertAlike({ worlds, wires, expected, answers }: ComparedGraph): void {
  const [world, ...others] = Object.values(worlds);
  for (const other of others) assert.equal(other, world);
  assert.deepEqual(wires.document, wires.plan);
  for (const [who, answer] of Object.entries(answers)) assert.equal(answer, expected, who);
}

const X = 5;

/**
 * Composes a graph by its plan and by its document, which our copy of wac's crates reads, and runs both here and in
 * wasmtime. What a composition leaves open is filled by a second one around it.
 * @param options `here`: whether to run it here; `wac`: the command `wac`, which then composes as well
 */
export async function compareGraph(
  graph: Graph,
  { here = true, wac }: { readonly here?: boolean; readonly wac?: string | undefined } = {},
): Promise<ComparedGraph> {
  await using folder = await folderWith(filesOf(graph));
  const ours = await composed(folder, planName(graph), 'composed.wasm');
  const theirs = await composed(folder, 'whole.wac', 'document.wasm');
  const components: Record<string, string> = { plan: ours.path, document: theirs.path };
  if (wac !== undefined) components['wac'] = byCommand(folder, wac);
  const worlds: Record<string, string> = {};
  const answers: Record<string, string> = {};
  for (const [name, path] of Object.entries(components)) {
    worlds[name] = await witOf(await readFile(path));
    const whole = graph.out?.as === 'open' ? await closed(folder, path) : path;
    const call = `${runName(graph)}(${X})`;
    if (here && name === 'plan')
      answers[`${name}, here`] = await (await callerInProcess(whole, storage))(call);
    if (wasmtime.missing === false) answers[`${name}, in wasmtime`] = inWasmtime(whole, call);
  }
  const wires = graph.out?.as === 'stub' ? {} : { plan: ours.wires, document: theirs.wires };
  return { worlds, wires, expected: String(answerOf(graph, X)), answers };
}

async function composed(folder: Folder, plan: string, out: string) {
  const { wires } = await folder.compose({ plan, out });
  const names = wires.map(({ from, to, interface: name }) => `${from} -> ${to}: ${name}`);
  return { wires: names.toSorted(), path: join(folder.path, out) };
}

/** The composition in one that fills what it leaves open. */
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
  const { stdout, stderr } = spawnSync(wasmtime.path, ['run', '--invoke', call, component], {
    encoding: 'utf8',
  });
  return stdout.trim() || stderr;
}
