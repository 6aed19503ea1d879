/**
 * Spoiled components are translated, and those that can be are run in the built host, as a client has them run. Each
 * must end as a run or as a problem with a documented code, in time, and the host must survive.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ResponseError } from 'vscode-jsonrpc/node';
import { HostError } from '../../host/src/problem.ts';
import type { Problem } from '../../host/src/protocol.ts';
import { inToolThread } from '../../host/src/tools/tool-thread.ts';
import { startHost, type HostProcess } from '../lib/host-process.ts';
import { mutate, randomFrom } from './mutate.ts';
import { seeds } from './seeds.ts';

/** Codes that stand for a fault of the host, whatever the component is. */
const FAULTS = new Set(['host-fault', 'host-stopped', 'toolkit-failed']);
/** Messages of JavaScript's own errors: a trap of WebAssembly has others. */
const RAW =
  /is not a function|is not defined|undefined|Cannot |before initialization|Invalid array|not iterable/;
/** Where components with a fault go. */
const FINDINGS = '.cache/fuzz';
const LIMIT_MS = 60_000;
const GUEST_MS = 10_000;

/**
 * @param every runs each so many of those that can be translated, which takes long
 * @returns the number of faults
 */
export async function fuzzComponents(count: number, seed: number, every: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-fuzz-'));
  const components = await seeds();
  const outcomes = new Map<string, number>();
  const faults: string[] = [];
  let translated = 0;
  let host = await startHost(join(folder, 'storage'));
  for (let at = seed; at < seed + count; at++) {
    const path = join(folder, 'component.wasm');
    const bytes = mutate(components, randomFrom(at));
    writeFileSync(path, bytes);
    const refused = await refusalOf(bytes);
    const outcome = refused ?? (translated++ % every === 0 ? await outcomeOf(host, path) : 'translated');
    const kind = kindOf(outcome);
    outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
    if (outcome.startsWith('!')) {
      faults.push(`seed ${at}: ${outcome}`);
      mkdirSync(FINDINGS, { recursive: true });
      writeFileSync(join(FINDINGS, `component-${at}.wasm`), bytes);
      console.log(faults.at(-1));
    }
    if (host.process.exitCode !== null || outcome.startsWith('!late')) {
      host.process.kill('SIGKILL');
      host = await startHost(join(folder, 'storage'));
    }
    if ((at - seed) % 500 === 499) console.log(at - seed + 1, Object.fromEntries(outcomes));
  }
  host.process.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  console.log(Object.fromEntries(outcomes), `${faults.length} faults`);
  return faults.length;
}

/** What `outcomeOf` gives, without the way through the host; nothing for a component that can be translated. */
function refusalOf(bytes: Uint8Array): Promise<string | undefined> {
  return inToolThread('generate', ['component.wasm', bytes, false], AbortSignal.timeout(LIMIT_MS)).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof HostError) return worded(error.problem);
      return error instanceof DOMException ? '!late: no translation' : `!no code: ${String(error)}`;
    },
  );
}

/** `ran`, or the code and the message of a problem; a fault begins with `!`. */
async function outcomeOf({ process, request }: HostProcess, component: string): Promise<string> {
  const params = { component, grants: {}, limits: { timeoutMs: GUEST_MS } };
  let stop = (_: string): void => {};
  const stopped = new Promise<string>((done) => (stop = done));
  const left = (code: number | null): void => stop(`!exit: ${code}`);
  process.once('exit', left);
  const late = setTimeout(() => stop('!late: no answer'), LIMIT_MS);
  const run = request('run', params).then(
    () => 'ran',
    (error: unknown) => {
      const problem = error instanceof ResponseError ? (error.data as Problem | undefined) : undefined;
      return problem?.code ? worded(problem) : `!no code: ${String(error)}`;
    },
  );
  return Promise.race([run, stopped]).finally(() => {
    process.off('exit', left);
    clearTimeout(late);
  });
}

function worded({ code, message, causes = [] }: Problem): string {
  const text = `${code}: ${[message, ...causes].join(' | ')}`;
  const isRaw = code === 'guest-trap' && RAW.test(text);
  const isFault = FAULTS.has(code) || !existsSync(`docs/errors/${code}.md`) || isRaw;
  return isFault ? `!${text}` : text;
}

/** What outcomes are counted by: the code; where the generator gave up, also its last reason. */
function kindOf(outcome: string): string {
  const code = outcome.split(': ')[0]!.replace('!', '');
  if (code !== 'component-unsupported') return code;
  const reason = outcome.split(' | ').at(-1)!;
  // V8's reasons name places in the bytes.
  return `${code}: ${reason.startsWith('WebAssembly.') ? 'an invalid module' : reason.slice(0, 100)}`;
}
