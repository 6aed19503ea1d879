/**
 * Spoiled components are translated, and what those that can be export is called. Each must end as a run or as a
 * problem with a documented code, in time. Some are also run in the built host, as a client has them run; it must
 * survive.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../../host/src/protocol.ts';
import { Attempts, type Ends } from './attempts.ts';
import { InHost } from './in-host.ts';
import { mutate, randomFrom } from './mutate.ts';
import { allSeeds } from './seeds.ts';

/** Codes of faults of the host, whatever the component is. */
const FAULTS = new Set(['host-fault', 'host-stopped', 'toolkit-failed', 'invoke-syntax', 'no-such-export']);
/** Messages of JavaScript's own errors: a trap of WebAssembly has others. */
const RAW =
  /is not a function|is not defined|undefined(?! element)|Cannot |before initialization|Invalid array|not iterable/;
/** Where components with a fault go, and the counts. */
const FINDINGS = '.cache/fuzz';
const REPORT_EVERY = 1_000;

/**
 * @param every runs each so many of those that can be translated in the host, too, which takes long
 * @returns the number of faults
 */
export async function fuzzComponents(count: number, seed: number, every: number): Promise<number> {
  mkdirSync(FINDINGS, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-fuzz-'));
  const components = await allSeeds();
  console.log(`${components.length} components`);
  const tally = new Tally();
  const host = new InHost(folder);
  let [next, translated] = [seed, 0];
  const work = async (): Promise<void> => {
    using attempts = new Attempts();
    for (let at = next++; at < seed + count; at = next++) {
      const bytes = mutate(components, randomFrom(at));
      const ends = await attempts.run(bytes);
      tally.add(at, ends, bytes);
      if (isTranslated(ends) && translated++ % every === 0) tally.add(at, [await host.run(bytes)], bytes);
      if (tally.components % REPORT_EVERY === 0) tally.report();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  host[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
  tally.report();
  return tally.faults.length;
}

const REFUSED = new Set(['component-invalid', 'component-unsupported', 'unusual-name', 'missing-import']);
const isTranslated = (ends: Ends): boolean =>
  ends.every((end) => typeof end === 'string' || ('problem' in end && !REFUSED.has(end.problem.code)));

/** How many components ended how. One that is called several times counts with each of its ends once. */
class Tally {
  components = 0;
  readonly faults: string[] = [];
  readonly #counts = new Map<string, number>();
  readonly #start = performance.now();

  add(seed: number, ends: Ends, bytes: Uint8Array): void {
    this.components++;
    for (const kind of new Set(ends.map((end) => kindOf(end))))
      this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    const faults = ends.flatMap((end) => faultOf(end) ?? []);
    if (faults.length === 0) return;
    this.faults.push(`seed ${seed}: ${faults.join('; ')}`);
    writeFileSync(join(FINDINGS, `component-${seed}.wasm`), bytes);
    console.log(this.faults.at(-1));
  }

  report(): void {
    const seconds = (performance.now() - this.#start) / 1000;
    const counts = Object.fromEntries([...this.#counts].sort(([, a], [, b]) => b - a));
    const rate = Number((this.components / seconds).toFixed(1));
    const report = { components: this.components, 'a second': rate, counts, faults: this.faults };
    writeFileSync(join(FINDINGS, 'outcomes.json'), `${JSON.stringify(report, null, 2)}\n`);
    console.log(this.components, `${rate}/s`, counts, `${this.faults.length} faults`);
  }
}

const worded = ({ message, causes = [] }: Problem): string => [message, ...causes].join(' | ');

function faultOf(end: Ends[number]): string | undefined {
  if (typeof end === 'string') return undefined;
  if (!('problem' in end)) return 'fault' in end ? end.fault : `no problem: ${end.thrown}`;
  const { code } = end.problem;
  const text = worded(end.problem);
  const isRaw = code === 'guest-trap' && RAW.test(text);
  return FAULTS.has(code) || !existsSync(`docs/errors/${code}.md`) || isRaw ? `${code}: ${text}` : undefined;
}

/** The category of an outcome: the code; if the generator failed, also its last reason. */
function kindOf(end: Ends[number]): string {
  if (typeof end === 'string') return end;
  if (!('problem' in end)) return 'a fault';
  const { code } = end.problem;
  if (code !== 'component-unsupported') return code;
  const reason = worded(end.problem).split(' | ').at(-1)!;
  // V8's reasons name places in the bytes.
  return `${code}: ${reason.startsWith('WebAssembly.') ? 'an invalid module' : reason.slice(0, 100)}`;
}
