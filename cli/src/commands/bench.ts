import { basename } from 'node:path';
import { bench as measure, type Bench } from '../../../host/src/run/bench.ts';
import { runContext } from '../context.ts';
import { fuseOf, fuseOption, fuseUsage } from '../fuse-option.ts';
import { grantOptions, grantsOf, grantUsage, limitsOf } from '../grants.ts';
import { runnable } from '../runnable.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio bench [OPTIONS] COMPONENT CALL

Measures a call as made by \`invoke\`: a cold run, a warm run (all caches filled), and repeated calls in one instance.
If wasmtime is on the path, the same call is measured there for comparison.
COMPONENT is a .wasm file, a folder, which is built first, or a plan (composition.toml, a .wac document), which is
composed first.
  --for SECONDS             duration of the repeated calls (default: 1)
  --json                    print one line of JSON${fuseUsage}
${grantUsage}`;

export async function bench(args: readonly string[]): Promise<number> {
  const own = { for: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values, positionals } = parse(args, { ...grantOptions, ...fuseOption, ...own }, USAGE);
  const [component, call, ...others] = positionals;
  if (component === undefined || call === undefined)
    throw new Usage('a component and a call are required', USAGE);
  if (others.length > 0) throw new Usage(`only one call is allowed, unexpected argument ${others[0]}`, USAGE);
  const forMs = milliseconds(values.for);
  const grants = grantsOf(values, [basename(component)], USAGE);
  const params = { grants, ...limitsOf(values, USAGE), ...fuseOf(values) };
  const output = (): void => {};
  const context = { ...runContext(), output };
  const found = await measure(
    { ...params, component: await runnable(component), invoke: call },
    context,
    forMs,
  );
  process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : tableOf(found));
  return 0;
}

function milliseconds(text = '1'): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 600))
    throw new Usage(`--for ${text} must be a number of seconds up to 600`, USAGE);
  return seconds * 1000;
}

function tableOf({ bytes, coldMs, runMs, calls, wasmtimeMs }: Bench): string {
  const rows: readonly (readonly [what: string, figure: string])[] = [
    ['size of the component', `${(bytes / 1024).toFixed(1)} KiB`],
    ['the first run, with an empty cache', `${coldMs.toFixed(1)} ms`],
    ['a run of a component that ran before', `${runMs.toFixed(1)} ms`],
    ...(wasmtimeMs === undefined
      ? []
      : ([
          ['a run in wasmtime', `${wasmtimeMs.toFixed(1)} ms`],
          ['the ratio of these two', (runMs / wasmtimeMs).toFixed(2)],
        ] as const)),
    ['the first call in an instance', `${calls.firstMs.toFixed(3)} ms`],
    ['a warm call, median', duration(calls.p50Ns)],
    ['a warm call, 99th percentile', duration(calls.p99Ns)],
    ['calls a second', Math.round(calls.perSecond).toLocaleString('en')],
  ];
  return rows.map(([what, figure]) => `${what.padEnd(38)}${figure.padStart(14)}\n`).join('');
}

function duration(ns: number): string {
  if (ns < 1000) return `${ns.toPrecision(3)} ns`;
  return ns < 1e6 ? `${(ns / 1e3).toFixed(2)} µs` : `${(ns / 1e6).toFixed(2)} ms`;
}
