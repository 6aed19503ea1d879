import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeLargeWorkspace } from './large-workspace.ts';
import { LspClient } from './lsp-client.ts';
import { figures, time } from './measure.ts';
import { type Memory, memoryOf, REST } from './memory.ts';
import { setSection, tableText } from './page.ts';
import { processorTime } from './process-figures.ts';

/** Where something is typed. */
interface Place {
  readonly name: string;
  readonly folder: string;
  /** The document, by its path in the folder. */
  readonly edited: string;
}

/** The same of this build and of the other one, in the same unit. */
interface Comparison {
  readonly what: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly others: readonly number[];
  readonly goal: number;
}

/**
 * Compares the built language server with that of another build, in turn within this one run.
 * @param other the folder `dist` of the other build
 * @param out the page that gets the table as a section
 * @param name the name of the other build in the table
 */
export async function benchAgainst(
  other: string,
  corpus: string,
  out?: string,
  name = 'other build',
): Promise<void> {
  const own = mkdtempSync(join(tmpdir(), 'wit-studio-against-'));
  try {
    const large = join(own, 'large');
    const files = makeLargeWorkspace(corpus, large, FILES);
    const places = [
      { name: 'WASI http', folder: `${corpus}/${HTTP}`, edited: 'types.wit' },
      { name: `${files.toLocaleString('en')} files`, folder: large, edited: firstDocument(large) },
    ];
    const sides = ['dist', other].map((dist, n) => new Side(resolve(dist), join(own, `cache-${n}`)));
    const comparisons: Comparison[] = [];
    for (const place of places) comparisons.push(...(await keystrokes(sides, place)));
    const text = sectionOf(comparisons, name);
    console.log(text);
    if (out !== undefined) await setSection(out, TITLE, text);
  } finally {
    rmSync(own, { recursive: true });
  }
}

const TITLE = 'The language server and another build';
const HTTP = 'cases/wit-component-interfaces/pass-wasi-http';
const FILES = 1000;
const MEMORY_ROUNDS = 5;
/** V8 continues to compile for some thousand keystrokes. */
const WARM_UP_BLOCKS = 40;
const BLOCKS = 100;
const KEYS_IN_BLOCK = 20;

/** One build. Each has its own code cache, since they would delete each other's. */
class Side {
  readonly main: string;

  constructor(
    dist: string,
    readonly cache: string,
  ) {
    this.main = join(dist, 'server/main.js');
  }

  open({ folder, edited }: Place): Promise<LspClient> {
    return LspClient.open(folder, edited, { main: this.main, env: { XDG_CACHE_HOME: this.cache } });
  }
}

function firstDocument(folder: string): string {
  const wit = 'package-0/wit';
  const names = readdirSync(join(folder, wit)).filter((name) => name.endsWith('.wit'));
  return join(wit, names[0]!);
}

async function memory(sides: readonly Side[], { name, folder, edited }: Place): Promise<Comparison[]> {
  const rounds: Memory[][] = [];
  for (let round = 0; round < MEMORY_ROUNDS; round++) {
    const both: Memory[] = [];
    for (const { main, cache } of sides) both.push(await memoryOf(main, folder, edited, cache));
    rounds.push(both);
  }
  const comparison = (what: string, key: keyof Memory): Comparison => ({
    what: `${name}, checked: ${what}`,
    unit: 'MiB',
    ours: rounds.map(([one]) => one![key] / 2 ** 20),
    others: rounds.map(([, one]) => one![key] / 2 ** 20),
    goal: 0.7,
  });
  return [
    comparison('resident memory', 'resident'),
    comparison('resident memory behind a collection', 'residentCollected'),
    comparison('heap behind a collection', 'heap'),
  ];
}

async function keystrokes(sides: readonly Side[], place: Place): Promise<Comparison[]> {
  const clients = await Promise.all(sides.map((side) => side.open(place)));
  const [walls, processors]: [number[][], number[][]] = [[], []];
  for (let block = 0; block < WARM_UP_BLOCKS + BLOCKS; block++) {
    // Each goes first as often as the other.
    const order = block % 2 === 0 ? [0, 1] : [1, 0];
    for (const n of order) {
      const { keys, processor } = await typeBlock(clients[n]!);
      if (block < WARM_UP_BLOCKS) continue;
      (walls[n] ??= []).push(...keys);
      (processors[n] ??= []).push(processor);
    }
  }
  await Promise.all(clients.map((client) => client.close()));
  const what = `${place.name}, keystroke to diagnostics`;
  const comparison = (kind: string, [ours, others]: number[][]): Comparison => {
    return { what: `${what}: ${kind}`, unit: 'ms', ours: ours!, others: others!, goal: 1.05 };
  };
  return [comparison('processor time', processors), comparison('time', walls)];
}

/** @returns milliseconds of each key, and of the processor for one in the mean */
async function typeBlock(client: LspClient): Promise<{ keys: number[]; processor: number }> {
  const before = processorTime(client.pid);
  const keys = [];
  for (let key = 0; key < KEYS_IN_BLOCK; key++) keys.push(await time(() => client.type()));
  return { keys, processor: (processorTime(client.pid) - before) / KEYS_IN_BLOCK };
}

function sectionOf(comparisons: readonly Comparison[], name: string): string {
  const median = (values: readonly number[]) => figures(values).p50;
  const lines = comparisons.map(({ what, unit, ours, others, goal }) => [
    what,
    `${median(others).toPrecision(3)} ${unit}`,
    `${median(ours).toPrecision(3)} ${unit}`,
    (median(ours) / median(others)).toFixed(2),
    String(goal),
  ]);
  const table = tableText(['medians', name, 'this build', 'ratio', 'goal'], lines);
  const load = `${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} processors`;
  return `\`npm run bench -- against DIST docs/benchmarks.md NAME\` compares the built language server with that of another checkout (its folder \`dist\`), in turn in one run, and writes this section; the goal is the most that a ratio may be. Memory is that of the process ${REST / 1000} seconds after the whole workspace was checked, in ${MEMORY_ROUNDS} starts each; a keystroke is a change of one letter in a type and the pull of the document's diagnostics, ${BLOCKS * KEYS_IN_BLOCK} each, in blocks of ${KEYS_IN_BLOCK}; processor time is that of all threads, collections and compilation among it. Node.js ${process.versions.node}, load ${load}.

${table}`;
}
